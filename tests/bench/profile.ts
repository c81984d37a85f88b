import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  startTime: number;
  samples: number[];
  timeDeltas: number[];
}

/** A name for each part of the work. The first that fits a frame of the stack, from the innermost outwards, is where its time belongs. */
export type Stages = readonly (readonly [name: string, of: RegExp])[];

/**
 * Where the server's own time went, from the CPU profiles in a folder.
 * @param since microseconds of the monotonic clock: what went before isn't counted
 */
export function stagesOf(folder: string, since: number, parts: Stages): string {
  const spent = new Map<string, number>();
  let busy = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'))) {
    const { nodes, samples, timeDeltas, startTime } = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    ) as Profile;
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const parent = new Map(
      nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
    );
    const stages = new Map<number, string | null>();
    for (const node of nodes) stages.set(node.id, stageOf(node.id));
    let now = startTime;
    samples.forEach((id, i) => {
      now += timeDeltas[i] ?? 0;
      const stage = stages.get(id);
      if (!stage || now < since) return;
      spent.set(stage, (spent.get(stage) ?? 0) + (timeDeltas[i] ?? 0));
      busy += timeDeltas[i] ?? 0;
    });

    function stageOf(id: number): string | null {
      for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) {
        const { functionName, url } = byId.get(at)!.callFrame;
        if (functionName === '(idle)' || functionName === '(program)') return null;
        if (functionName === '(garbage collector)') return 'garbage collector';
        const text = `${url} ${functionName}`;
        const found = parts.find(([, of]) => of.test(text));
        if (found) return found[0];
      }
      return 'the rest';
    }
  }
  const rows = [...spent]
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, time]) => `| ${name} | ${(time / 1e6).toFixed(2)} | ${Math.round((100 * time) / busy)} % |`);
  return `\n| of the server's own ${(busy / 1e6).toFixed(1)} s | s | share |\n|---|---:|---:|\n${rows.join('\n')}\n`;
}
