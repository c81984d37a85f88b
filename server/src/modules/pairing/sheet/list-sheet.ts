import type { Cadre, Household } from '../../people/index.ts';
import { RegionLevel, type Region } from '../../region/index.ts';
import type { Pairing } from '../pairing.type.ts';
import type { Column } from './official-sheet.ts';

export interface CadreRow extends Cadre {
  unit: string;
  /** Households they are responsible for today. */
  load: number;
}

/** A household with its county, town and village and with everybody who was or is its friend. */
export interface HouseholdRow extends Household {
  places: readonly Region[];
  friends: readonly Pairing[];
}

export interface PairingRow extends Pairing {
  places: readonly Region[];
}

export const CADRE_STATUS_WORDS: Readonly<Record<Cadre['status'], string>> = {
  ACTIVE: '在岗',
  ON_LEAVE: '请假',
  ILL: '病休',
  SECONDED: '借调中',
  RETIRED: '已退休',
  LEFT: '已离职',
  DECEASED: '已去世',
};

export const CADRE_KIND_WORDS: Readonly<Record<Cadre['kind'], string>> = {
  OFFICIAL: '干部',
  ENTERPRISE: '企业人士',
  MASS_ORGANISATION: '群团人士',
  PHILANTHROPIST: '爱心人士',
  MIGRANT_ENTREPRENEUR: '返乡能人',
};

export const RANK_WORDS: Readonly<Record<Cadre['rank'], string>> = {
  COUNTY_LEADER: '县处级',
  SECTION_HEAD: '科级正职',
  SECTION_DEPUTY: '科级副职',
  STAFF: '科员',
  TECHNICAL: '专技和工勤',
};

const PAIRING_KIND: Readonly<Record<Pairing['kind'], string>> = {
  RESPONSIBLE: '负责',
  RETAINED: '仍做朋友',
};

const SOURCE: Readonly<Record<Pairing['source'], string>> = {
  ROSTER: '花名册导入',
  DUTY: '帮扶责任',
  ASSIGNED: '安排',
  CHOSEN: '重复里选定',
  HANDOVER: '交接',
  ALLOCATION: '统筹分配',
};

/** Phones are the masked form that the list itself may show (R32). */
export const CADRE_COLUMNS: readonly Column<CadreRow>[] = [
  ['序号', 6, (_row, place) => place],
  ['姓名', 10, (row) => row.name],
  ['单位', 28, (row) => row.unit],
  ['职级', 16, (row) => row.rankTitle],
  ['职级类别', 12, (row) => RANK_WORDS[row.rank]],
  ['类别', 11, (row) => CADRE_KIND_WORDS[row.kind]],
  ['状态', 9, (row) => CADRE_STATUS_WORDS[row.status]],
  ['联系电话', 15, (row) => row.phoneMask],
  ['负责户数', 9, (row) => row.load],
];

const nameAt = (places: readonly Region[], level: RegionLevel): string =>
  places.find((place) => place.level === level)?.name ?? '';

/** Who is its friend today, as the list says it. */
const friendsNow = ({ friends, eligible }: HouseholdRow): string => {
  const now = friends.filter(({ to }) => to === null);
  if (now.length === 0) return eligible ? '还没有' : '不计';
  return now
    .map(({ kind, cadreCard }) => `${cadreCard?.name ?? ''}${kind === 'RETAINED' ? '（仍做朋友）' : ''}`)
    .join('、');
};

export const HOUSEHOLD_COLUMNS: readonly Column<HouseholdRow>[] = [
  ['序号', 6, (_row, place) => place],
  ['户编号', 16, (row) => row.number],
  ['户主', 10, (row) => row.headName],
  ['镇', 11, (row) => nameAt(row.places, RegionLevel.TOWN)],
  ['村（社区）', 15, (row) => nameAt(row.places, RegionLevel.VILLAGE)],
  ['组', 7, (row) => row.villageGroup],
  ['人口', 6, (row) => row.size],
  ['脱贫属性', 14, (row) => row.povertyStatusLabel],
  ['致贫原因', 12, (row) => row.causeLabel],
  ['困难程度', 9, (row) => row.need],
  ['现在的朋友', 22, friendsNow],
];

export const PAIRING_COLUMNS: readonly Column<PairingRow>[] = [
  ['序号', 6, (_row, place) => place],
  ['户主', 10, (row) => row.householdCard?.headName ?? ''],
  ['镇', 11, (row) => nameAt(row.places, RegionLevel.TOWN)],
  ['村（社区）', 15, (row) => nameAt(row.places, RegionLevel.VILLAGE)],
  ['组', 7, (row) => row.householdCard?.villageGroup ?? ''],
  ['干部', 10, (row) => row.cadreCard?.name ?? ''],
  ['干部单位', 28, (row) => row.cadreCard?.unitCard?.name ?? ''],
  ['关系', 10, (row) => PAIRING_KIND[row.kind]],
  ['从何时起', 12, (row) => row.from],
  ['到何时止', 12, (row) => row.to],
  ['来历', 12, (row) => SOURCE[row.source]],
];
