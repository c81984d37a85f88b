import type { Writable } from 'node:stream';
import { writeOfficialSheet, type Column } from '../pairing/index.ts';
import type { Opened, OpenedField, OpenedPeople } from '../people/index.ts';
import { RegionLevel, type Region } from '../region/index.ts';

/** Somebody in full, with county, town and village. */
export interface DisclosedRow extends Opened {
  places: readonly Region[];
}

export interface Heading {
  /** 导出编号. */
  number: string;
  area: string;
  people: OpenedPeople;
  fields: readonly OpenedField[];
  reporter: string;
  /** Who asked, and as what. */
  askedBy: string;
  askedAs: string;
  /** `YYYY-MM-DD`. */
  preparedOn: string;
  /** `YYYY-MM-DD HH:MM`. */
  preparedAt: string;
}

export const PEOPLE_WORDS: Readonly<Record<OpenedPeople, string>> = {
  HEADS: '户主',
  MEMBERS: '家庭成员',
  CADRES: '干部',
};
export const FIELD_WORDS: Readonly<Record<OpenedField, string>> = { IDENTITY: '身份证号', PHONE: '电话' };

const placed = (row: DisclosedRow, level: RegionLevel): string =>
  row.places.find((place) => place.level === level)?.name ?? '';

const NTH: Column<DisclosedRow> = ['序号', 6, (_row, place) => place];
const BEFORE: Readonly<Record<'HOME' | 'CADRES', readonly Column<DisclosedRow>[]>> = {
  HOME: [
    NTH,
    ['镇', 11, (row) => placed(row, RegionLevel.TOWN)],
    ['村（社区）', 15, (row) => placed(row, RegionLevel.VILLAGE)],
    ['组', 7, (row) => row.place],
    ['户编号', 16, (row) => row.number],
    ['户主', 10, (row) => row.head],
    ['姓名', 10, (row) => row.name],
    ['与户主关系', 11, (row) => row.standing],
  ],
  CADRES: [
    NTH,
    ['单位', 28, (row) => row.place],
    ['姓名', 10, (row) => row.name],
    ['职级', 16, (row) => row.standing],
  ],
};
const FIELDS: Readonly<Record<OpenedField, Column<DisclosedRow>>> = {
  IDENTITY: ['身份证号', 22, (row) => row.identity],
  PHONE: ['联系电话', 15, (row) => row.phone],
};

/** The workbook, marked wherever it can be: each row carries the number, so that rows copied out of it do, too. */
export function writeDisclosure(
  out: Writable,
  { number, area, people, fields, reporter, askedBy, askedAs, preparedOn, preparedAt }: Heading,
  batches: AsyncIterable<DisclosedRow[]>,
) {
  const columns: Column<DisclosedRow>[] = [
    ...BEFORE[people === 'CADRES' ? 'CADRES' : 'HOME'],
    ...(['IDENTITY', 'PHONE'] as const)
      .filter((field) => fields.includes(field))
      .map((field) => FIELDS[field]),
    ['导出编号', 14, () => number],
  ];
  const mark = {
    number,
    line: `导出编号 ${number}　${askedAs}　${askedBy}　${preparedAt} 导出。含完整个人信息，只限本人按申请的用途使用，用完删除，不得转发`,
  };
  const sheet = {
    name: '完整信息',
    title: `${area}${PEOPLE_WORDS[people]}名单（含完整个人信息）`,
    reporter,
    preparedBy: askedBy,
    preparedOn,
    columns,
    mark,
    total: (rows: number) => `合计 ${rows} 人　导出编号 ${number}`,
  };
  return writeOfficialSheet(out, sheet, batches);
}
