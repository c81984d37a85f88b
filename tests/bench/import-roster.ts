import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import ExcelJS from 'exceljs';
import { checkSign } from '../../server/src/modules/people/index.ts';

/** A village with the words a roster names it by. */
export interface VillageName {
  code: string;
  county: string;
  town: string;
  village: string;
}

/** What a roster was made with; what reading it must find. */
export interface MadeRoster {
  rows: number;
  /** The check sign is wrong, or the number was stored as a number. */
  faultyIdentities: number;
  unknownVillages: number;
  repeats: number;
}

const HEADER = [
  '序号',
  '户编号',
  '县区',
  '镇办',
  '村(社区)',
  '村民小组',
  '户主姓名',
  '户主证件号码',
  '家庭人口',
];
const MORE = ['主要致贫原因', '脱贫属性', '联系电话', '备注'];
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗柯储彭龚谢唐邓冯许韩曹曾';
const GIVEN = '国建明华春玉兰秀英桂芳志强德富显贵昌召平红军海燕丽敏永安康文武成才来福正阳林生根宝';
const CAUSES = ['因病', '因残', '因学', '缺劳力', '缺技术', '因灾', '缺资金', '交通条件落后'];
const STATUSES = ['已脱贫', '未脱贫', '突发严重困难户', '边缘易致贫户', '脱贫不稳定户'];

/** The same rows for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Writes a household roster as offices send them: a title, a header, shared strings, and one row in a hundred that is wrong. */
export async function makeRoster(
  path: string,
  villages: readonly VillageName[],
  rows: number,
  seed = 20261122,
): Promise<MadeRoster> {
  await mkdir(dirname(path), { recursive: true });
  const random = seeded(seed);
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(random() * list.length)]!;
  const partial = `${path}.part`;
  const stream = createWriteStream(partial);
  const written = new Promise<void>((resolve, reject) => stream.once('close', resolve).once('error', reject));
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: true });
  const sheet = book.addWorksheet('农户');
  sheet.addRow(['安康市农户花名册']).commit();
  sheet.addRow([...HEADER, ...MORE]).commit();
  const made: MadeRoster = { rows, faultyIdentities: 0, unknownVillages: 0, repeats: 0 };
  let last: unknown[] = [];
  for (let n = 0; n < rows; n++) {
    const village = villages[Math.floor((n * villages.length) / rows)]!;
    const born = new Date(Date.UTC(1940, 0, 1) + ((n * 7919) % 25_000) * 86_400_000); // with the serial below, no number twice
    const body = `${village.code.slice(0, 6)}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(n % 997).padStart(3, '0')}`;
    const row: unknown[] = [
      n + 1,
      `${village.code}${String(n).padStart(6, '0')}`,
      village.county,
      village.town,
      village.village,
      `${1 + Math.floor(random() * 8)}组`,
      pick(SURNAMES) + pick(GIVEN) + (random() < 0.8 ? pick(GIVEN) : ''),
      body + checkSign(body),
      1 + Math.floor(random() * 6),
      pick(CAUSES),
      pick(STATUSES),
      random() < 0.7
        ? `1${3 + Math.floor(random() * 6)}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`
        : '',
      '',
    ];
    const kind = n % 400;
    if (kind === 100) {
      row[7] = body + (checkSign(body) === '1' ? '2' : '1');
      made.faultyIdentities += 1;
    } else if (kind === 200) {
      row[7] = Number(body.slice(0, 17) + '0'); // as Excel keeps it: the last three digits are gone
      made.faultyIdentities += 1;
    } else if (kind === 300) {
      row[4] = '不存在村';
      made.unknownVillages += 1;
    } else if (kind === 399 && last.length > 0) {
      row.splice(1, row.length - 1, ...last.slice(1));
      made.repeats += 1;
    }
    if (kind % 100 !== 0) last = row;
    sheet.addRow(row).commit();
    if (n % 2000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await book.commit();
  await written;
  await rename(partial, path);
  return made;
}
