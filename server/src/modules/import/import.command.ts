import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/actor.ts';
import { OFFICES } from '../../platform/auth/role.ts';
import { systemScope } from '../../platform/auth/scope.ts';
import type { Vault } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db/database.ts';
import { statement } from '../../platform/db/query-builder.ts';
import { DomainError } from '../../platform/errors.ts';
import { ownRun } from './import.queries.ts';
import type { ImportService } from './import.service.ts';
import type { RosterKind } from './layout/fields.ts';
import { showRun } from './show.ts';
import { refusedWorkbook } from './store/refused.ts';
import type { StoredRun } from './store/runs.ts';
import { DEFAULT_LIMITS } from './workbook/workbook.ts';

const LOOK_EVERY_MS = 150;
const BUSY: readonly string[] = ['UPLOADED', 'CHECKING', 'WRITING'];
const WORDS: Record<RosterKind, { people: string; name: string }> = {
  CADRES: { people: '人', name: '干部花名册' },
  HOUSEHOLDS: { people: '户', name: '农户花名册' },
};

interface Ground {
  db: Database;
  vault: Vault;
  imports: ImportService;
  say: (line: string) => void;
}

/**
 * `qinyou import cadres FILE [--as LOGIN] [--year Y]`: the same steps as the console's wizard, without stopping at the preview.
 * @param args the words behind the command
 * @returns the exit code
 * @throws DomainError with one sentence: no such file, no roster, not written whole
 */
export async function importCommand(
  kind: RosterKind,
  args: readonly string[],
  ground: Ground,
): Promise<number> {
  const { db, imports, say } = ground;
  const { file, login, year } = readArguments(args);
  const size = await sizeOf(file);
  const actor = await officeActor(db, login);
  await imports.resume(); // an earlier run that was killed goes on first
  const id = await imports.upload(actor, {
    kind,
    year,
    fileName: basename(file),
    content: createReadStream(file, { end: DEFAULT_LIMITS.maxBytes }),
    tooLarge: () => size > DEFAULT_LIMITS.maxBytes,
  });
  const checked = await settled(ground, actor, id);
  if (checked.state !== 'READY') {
    const missing = checked.header?.missing.join('」「') ?? '';
    throw refused(checked.problem ?? `没找到「${missing}」这一列，请改好表头再来，或在网页上对列`);
  }
  tellPreview(checked, say);
  await imports.write(actor, id);
  const written = await settled(ground, actor, id);
  if (written.state !== 'DONE') throw refused(written.problem ?? '没有写完。同样的命令再来一次就接着写');
  tellOutcome(written, say);
  if (checked.counts && checked.counts.verdicts.REFUSE > 0) {
    const target = `${file.replace(/\.[^./]*$/, '')}-退回的行.xlsx`;
    await writeFile(target, await refusedWorkbook(ground, written), { mode: 0o600 });
    say(`退回的行在 ${target}，改好再导一次`);
  }
  return 0;
}

const refused = (sentence: string) => new DomainError('INVALID_INPUT', sentence);

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found) throw refused(`没有 ${file} 这个文件。请核对文件名和它在哪个文件夹`);
  if (!found.isFile()) throw refused(`${file} 不是文件。请给出花名册的文件名`);
  return found.size;
}

function readArguments(args: readonly string[]): {
  file: string;
  login: string | null;
  year: number | null;
} {
  const rest = [...args];
  const option = (name: string) => {
    const at = rest.indexOf(name);
    return at < 0 ? null : (rest.splice(at, 2)[1] ?? null);
  };
  const login = option('--as');
  const year = option('--year');
  if (year !== null && !/^\d{4}$/.test(year))
    throw new DomainError('INVALID_INPUT', '--year 后面写四位年份，例如 --year 2026');
  const file = rest.find((word) => !word.startsWith('--'));
  if (!file) throw refused('请给出花名册的文件名，例如：npm run qinyou -- import cadres 干部花名册.xlsx');
  return { login, year: year === null ? null : Number(year), file };
}

/** Whoever sits at the machine may act for an office: the one named, else the city's. */
async function officeActor(db: Database, login: string | null): Promise<Actor> {
  const query = sql<Actor>`
    select a.id as "accountId", a.display_name as "displayName", '' as "sessionId", g.id as "grantId", g.role, g.path, null as "cadreId"
    from role_grant g join account a on a.id = g.account_id
    where g.role = any(${[...OFFICES]}::text[]) and g.withdrawn_at is null and a.disabled_at is null
      and g.from_date <= current_date and (g.to_date is null or g.to_date > current_date)
      and (a.login = lower(${login}::text) or ${login}::text is null)
    order by length(g.path), a.id limit 1`;
  const actor = await db.row(systemScope, statement(query));
  if (!actor) {
    const who = login ? `${login} 这个账号没有办公室的身份` : '还没有哪个账号有办公室的身份';
    throw new DomainError('NOT_FOUND', `${who}，不能导入。用 --as 指明一个市、县或镇的操作员`);
  }
  return actor;
}

async function settled({ db, say }: Ground, actor: Actor, id: string): Promise<StoredRun> {
  let told = 0;
  for (;;) {
    const run = await ownRun(db, actor, id);
    if (!BUSY.includes(run.state)) return run;
    if (run.state === 'WRITING' && run.done > told) {
      told = run.done;
      say(`  已写 ${run.done} / ${run.total} 行`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

function tellPreview(run: StoredRun, say: (line: string) => void): void {
  const { counts } = showRun(run);
  if (!counts) return;
  const figures = (list: { label: string; rows: number }[]) =>
    list.map(({ label, rows }) => `${label} ${rows}`).join('，');
  say(
    `${WORDS[run.kind].name} ${counts.rows} 行：新增 ${counts.add}，修改 ${counts.change}，跳过 ${counts.skip}，退回 ${counts.refuse}，待核 ${counts.review}`,
  );
  if (counts.faults.length > 0) say(`  退回的：${figures(counts.faults)}`);
  if (counts.claims > 0)
    say(
      `  帮扶户 ${counts.claims} 户：对上 ${counts.claimsMatched}，对不上 ${counts.claimsUnknown}，有几户同名 ${counts.claimsAmbiguous}`,
    );
  if (counts.newUnits.length > 0) say(`  新单位 ${counts.newUnits.length} 个：${counts.newUnits.join('、')}`);
}

function tellOutcome({ kind, outcome }: StoredRun, say: (line: string) => void): void {
  if (!outcome) return;
  const { people } = WORDS[kind];
  const { added, changed, claims, paired, disputed, unknown, missing } = outcome;
  say(
    `写好了：新增 ${added} ${people}，修改 ${changed} ${people}，记下帮扶户 ${claims} 户，结成 ${paired} 对`,
  );
  if (disputed > 0) say(`  ${disputed} 户被不止一名干部认领，到「谁没有干部、谁有两个」里定`);
  if (unknown > 0) say(`  ${unknown} 户帮扶户还对不上，农户花名册来了会再对一次`);
  if (missing > 0) say(`  ${missing} ${people}在新名册里没有，列进了待核的事，没有结束任何结对`);
}
