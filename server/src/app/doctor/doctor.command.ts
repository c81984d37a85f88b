import { examine, invariants, type Finding } from './examine.ts';
import type { MachineGround } from './machine.ts';

function shown({ id, sentence, count, examples, notice }: Finding): string[] {
  const which = examples.length === 0 ? [] : [`    共 ${count} 处，例如：${examples.join('、')}`];
  return [`${notice ? '注意' : '不对'}  ${id}  ${sentence}`, ...which];
}

/** `qinyou doctor`: says in plain words what is wrong with this installation. @returns 1 where something is */
export async function doctorCommand(
  ground: MachineGround & { say: (line: string) => void },
): Promise<number> {
  const findings = await examine(ground);
  for (const finding of findings) for (const line of shown(finding)) ground.say(line);
  const wrong = findings.filter(({ notice }) => !notice).length;
  const checked = `查了 ${invariants.length} 条数据规则，以及版本、时钟、密钥、磁盘和备份`;
  ground.say(wrong === 0 ? `${checked}，没有不对的地方` : `${checked}，${wrong} 项不对，见上`);
  return wrong === 0 ? 0 : 1;
}
