import { expect, it } from 'vitest';
import { stopAll, type Step } from './shut-down.ts';

const trial = () => {
  const stopped: string[] = [];
  const lines: string[] = [];
  const step = (name: string, fault?: Error): Step => ({
    name,
    stop: async () => {
      stopped.push(name);
      if (fault) throw fault;
    },
  });
  return { stopped, lines, step, complain: (line: string) => void lines.push(line) };
};

it('stops the newest first', async () => {
  const { stopped, lines, step, complain } = trial();
  expect(await stopAll([step('数据库'), step('服务')], complain)).toEqual([]);
  expect({ stopped, lines }).toEqual({ stopped: ['服务', '数据库'], lines: [] });
});

it('goes on after a step that fails, also at once, and says which', async () => {
  const { stopped, lines, step, complain } = trial();
  const abrupt: Step = {
    name: '封存',
    stop: () => {
      stopped.push('封存');
      throw new Error('连不上');
    },
  };
  expect(await stopAll([step('数据库'), abrupt, step('服务', new Error('关不上'))], complain)).toEqual([
    '服务',
    '封存',
  ]);
  expect(stopped).toEqual(['服务', '封存', '数据库']);
  expect(lines).toEqual(['停止服务时出错：关不上', '停止封存时出错：连不上']);
});
