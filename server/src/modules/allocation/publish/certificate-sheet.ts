import { Readable } from 'node:stream';
import type { Actor } from '../../../platform/auth/actor.ts';
import { scopeFor } from '../../../platform/auth/policy.ts';
import { calendarDate, type Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Workbook } from '../../../platform/http/workbook.ts';
import { audit } from '../../audit/index.ts';
import { writeOfficialSheet, type Column } from '../../pairing/index.ts';
import { allocate } from '../allocation.policy.ts';
import type { AllocationCertificate } from '../certificate.type.ts';
import type { AllocationCertificatePlace } from '../market.type.ts';
import { obstacleWords } from './obstacle-words.ts';
import { allocationCertificate } from './certificate.queries.ts';

const COLUMNS: Column<AllocationCertificatePlace>[] = [
  ['县（区、市）、镇', 20, ({ name, level }) => (level === 'TOWN' ? `　${name}` : name)],
  ['符合条件', 10, ({ eligible }) => eligible],
  ['分配前有干部', 12, ({ coveredBefore }) => coveredBefore],
  ['分配后有干部', 12, ({ coveredAfter }) => coveredAfter],
  ['新结', 8, (place) => place.new],
  ['换人', 8, ({ moved }) => moved],
  ['空白', 8, ({ gaps }) => gaps],
  ['重复', 8, ({ duplicates }) => duplicates],
  ['待安排', 8, ({ waiting }) => waiting],
  ['原因', 40, ({ reasons }) => reasons.join('；')],
];

/** The certificate as a workbook: county by county with its towns, the proof in the last line. Recorded like every export. */
export async function certificateSheet(
  { db, clock }: { db: Database; clock: Clock },
  actor: Actor,
  id: string,
): Promise<Workbook> {
  const scope = scopeFor(actor, allocate);
  const certificate = await allocationCertificate(db, scope, id);
  const { area, year, places } = certificate;
  const title = `${area}统筹分配证明（${year} 年度）`;
  const sheet = {
    name: '分配证明',
    title,
    reporter: `${area}结对交友办公室`,
    preparedBy: actor.displayName,
    preparedOn: clock.today(),
    columns: COLUMNS,
    total: () => proofOf(certificate),
  };
  return {
    fileName: `${title}.xlsx`,
    writeTo: async (out) => {
      const { rows, commit } = await writeOfficialSheet(out, sheet, Readable.from([places]));
      await db.write(actor, scope, (work) =>
        audit(work, {
          action: 'allocation.export',
          subjectType: 'allocation_run',
          subjectId: id,
          path: actor.path,
          after: { year, rows },
        }),
      );
      await commit();
    },
  };
}

function proofOf({
  counts,
  duplicates,
  uncovered,
  overQuota,
  sentCadres,
  sentHouseholds,
  stages,
  proven,
  binding,
  publishedBy,
  publishedAt,
  from,
  inputDigest,
  resultDigest,
}: AllocationCertificate) {
  const values = stages.map(({ value, bound }) => `${value}/${bound}`).join('，');
  return [
    `保留 ${counts.kept} 户，新结 ${counts.new} 户，换人 ${counts.moved} 户，暂缺 ${counts.released} 户；从 ${from} 起`,
    ...(sentCadres > 0 ? [`其中市派干部 ${sentCadres} 名，接 ${sentHouseholds} 户`] : []),
    `结了两名干部 ${duplicates} 户，换人有空档 ${uncovered} 户，超名额 ${overQuota} 人`,
    `目标值/上界：${values}${proven ? '，已证明没有更好的办法' : ''}`,
    ...obstacleWords(binding),
    `${publishedBy} ${calendarDate(publishedAt)} 发布；输入摘要 ${inputDigest.slice(0, 16)}，结果摘要 ${resultDigest.slice(0, 16)}`,
  ].join('。');
}
