import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/scope.ts';
import { systemScope } from '../../../platform/auth/scope.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notFound } from '../../../platform/errors.ts';
import type { AllocationCertificate } from '../certificate.type.ts';
import type { AllocationCertificatePlace } from '../market.type.ts';
import { runInScope } from '../run/runs.ts';
import { obstaclesOf } from '../show-run.ts';
import { countsOf } from '../why.rules.ts';
import type { Certified, CertifiedPlace } from './certify.ts';
import { statement } from '../../../platform/db/query-builder.ts';
import { countyOf } from '../../region/index.ts';

/** Those of before the city sent people by name don't count them; those of before the board was asked tell gaps by reasons alone. */
type Stored = Omit<Certified, Sent | 'places'> &
  Partial<Pick<Certified, Sent>> & { places: (CertifiedPlace | PlaceOfBefore)[] };
type Sent = 'sentCadres' | 'sentHouseholds';
type PlaceOfBefore = Omit<CertifiedPlace, 'gaps' | 'waiting' | 'duplicates'>;
/** With nothing known of disputes where the board was not asked. */
type KnownPlace = Omit<CertifiedPlace, 'duplicates'> & { duplicates: number | null };

/** Reasons that a household was a gap for in the certificates of before: a place was left in its county. */
const GAPS = new Set(['BARRED', 'AWAITS_CITY']);

/** What a published run did, as it was counted when it was published. @throws NOT_FOUND before that */
export async function allocationCertificate(
  db: Database,
  scope: Scope,
  id: string,
): Promise<AllocationCertificate> {
  const run = await runInScope(db, scope, id);
  const stored = await db.row(
    systemScope,
    statement(sql<{ certificate: Stored | null; names: Record<string, { id: string; name: string }> }>`
      select r.certificate, (select jsonb_object_agg(g.path, jsonb_build_object('id', g.id, 'name', g.name)) from region g
        where g.level in ('CITY', 'COUNTY', 'TOWN') and starts_with(g.path, r.path)) as names
      from allocation_run r where r.id = ${id}`),
  );
  if (!stored?.certificate || !run.publishedAt || !run.counts) throw notFound('份分配证明');
  const { certificate, names } = stored;
  const place = (path: string) => names[path] ?? { id: path, name: path };
  const counted = certificate.places.map(known);
  const towns = counted.map((town) => shown(town, 'TOWN', place(town.path)));
  const counties = [...Map.groupBy(counted, ({ path }) => countyOf(path) ?? path)].map(([path, some]) =>
    shown(sumOf(path, some), 'COUNTY', place(path)),
  );
  return {
    id,
    area: run.area,
    year: run.year,
    publishedBy: run.publishedByName ?? '',
    publishedAt: run.publishedAt,
    from: certificate.from,
    counts: run.counts,
    duplicates: certificate.duplicates,
    uncovered: certificate.uncovered,
    overQuota: certificate.overQuota,
    sentCadres: certificate.sentCadres ?? 0,
    sentHouseholds: certificate.sentHouseholds ?? 0,
    stages: run.stages ?? [],
    proven: (run.stages ?? []).every(({ value, bound }) => value === bound),
    ...(await obstaclesOf(db, scope, run)),
    places: counties.flatMap((county) => [
      county,
      ...towns.filter(({ path }) => countyOf(path) === county.path),
    ]),
    inputDigest: run.inputDigest ?? '',
    resultDigest: run.resultDigest ?? '',
  };
}

function known(town: CertifiedPlace | PlaceOfBefore): KnownPlace {
  if ('gaps' in town) return town;
  const gaps = town.left
    .filter(({ why }) => GAPS.has(why))
    .reduce((sum, { households }) => sum + households, 0);
  return { ...town, gaps, waiting: town.eligible - town.covered - gaps, duplicates: null };
}

function shown(
  { path, eligible, covered, new: made, moved, released, gaps, waiting, duplicates, left }: KnownPlace,
  level: string,
  { id, name }: { id: string; name: string },
): AllocationCertificatePlace {
  return {
    id,
    name,
    path,
    level,
    eligible,
    coveredBefore: covered - made + released,
    coveredAfter: covered,
    new: made,
    moved,
    gaps,
    waiting,
    duplicates,
    reasons: countsOf(left),
  };
}

/** A county is the sum of its towns. */
function sumOf(path: string, towns: readonly KnownPlace[]): KnownPlace {
  const sum = (of: (town: KnownPlace) => number) => towns.reduce((total, town) => total + of(town), 0);
  const reasons = Map.groupBy(
    towns.flatMap(({ left }) => left),
    ({ why }) => why,
  );
  return {
    path,
    eligible: sum((town) => town.eligible),
    covered: sum((town) => town.covered),
    new: sum((town) => town.new),
    moved: sum((town) => town.moved),
    released: sum((town) => town.released),
    gaps: sum((town) => town.gaps),
    waiting: sum((town) => town.waiting),
    duplicates: towns.some((town) => town.duplicates === null) ? null : sum((town) => town.duplicates ?? 0),
    left: [...reasons].map(([why, some]) => ({
      why,
      households: some.reduce((n, { households }) => n + households, 0),
    })),
  };
}
