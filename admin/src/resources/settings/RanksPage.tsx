import Add from '@mui/icons-material/Add';
import { Box, Button } from '@mui/material';
import { RankMapDocument, SaveRankMapDocument, type RankMapLinesFragment } from '@qinyou/schema';
import { useState } from 'react';
import {
  Answer,
  ConflictBar,
  PageHeading,
  Section,
  useAsk,
  useIntent,
  useShortcuts,
  withUnit,
} from '../../shared/index.ts';
import { RankEffect } from './RankEffect.tsx';
import { RankLineRow } from './RankLineRow.tsx';
import { lineFaults, linesDifference, moved, type RankLine } from './rank-lines.ts';
import { SettingHistory } from './SettingHistory.tsx';

/** 职级对照: which title of the rosters counts as which category; the first line that fits decides (R1). */
const RanksPage = () => {
  const asked = useAsk(RankMapDocument, {});
  return (
    <Answer of={asked} rows={8}>
      {({ rankMap }) => <Editor key={rankMap.version} map={rankMap} />}
    </Answer>
  );
};

let serial = 0;
const keyed = (lines: RankMapLinesFragment['lines']): RankLine[] =>
  lines.map(({ pattern, rank }) => ({ pattern, rank, key: ++serial }));
const bare = (lines: readonly RankLine[]) =>
  lines.map(({ pattern, rank }) => ({ pattern: pattern.trim(), rank }));

const Editor = ({ map }: { map: RankMapLinesFragment }) => {
  const [lines, setLines] = useState(() => keyed(map.lines));
  const [base, setBase] = useState(map);
  const [theirs, setTheirs] = useState<RankMapLinesFragment | null>(null);
  const [refused, setRefused] = useState<Readonly<Record<number, string>>>({});
  const [tried, setTried] = useState(false);
  const differences = linesDifference(base.lines, bare(lines));
  const faults = lineFaults(lines);
  const sound = Object.keys(faults).length === 0;
  const save = useIntent(SaveRankMapDocument, {
    said: () => '职级对照存好了，跟着改的人都记在各自的改动记录里',
    failed: ({ code, current, body }) => {
      if (code === 'CONFLICT' && current) {
        setTheirs(current as unknown as RankMapLinesFragment);
        return true;
      }
      const named = Object.entries(body.fields ?? {}).flatMap(([field, says]) => {
        const at = /lines\.(\d+)/.exec(field)?.[1];
        return at === undefined ? [] : [[Number(at), says] as const];
      });
      setRefused(Object.fromEntries(named));
      return named.length > 0;
    },
  });
  const write = (version = base.version) => {
    setTried(true);
    if (sound && differences.length > 0) void save.run({ input: { version, lines: bare(lines) } });
  };
  useShortcuts([{ keys: 'ctrl+s', does: '保存', run: () => write() }]);
  const change = (next: RankLine[]) => {
    setLines(next);
    setRefused({});
  };
  return (
    <>
      <PageHeading
        title="职级对照"
        beside="名册里的职级算哪一类，名额就按哪一类；从上往下，第一条对得上的算"
        actions={
          <Button
            variant="outlined"
            startIcon={<Add />}
            onClick={() => change([...lines, { key: ++serial, pattern: '', rank: 'STAFF' }])}
          >
            加一行
          </Button>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {theirs && (
          <ConflictBar
            fields={[{ name: 'lines', label: '对照', show: (value) => String(value) }]}
            yours={{ lines: differences.join('；') }}
            theirs={{ lines: linesDifference(base.lines, theirs.lines).join('；') }}
            saving={save.pending}
            onSave={({ lines: kept }) => {
              const mine = kept === differences.join('；');
              setBase(theirs);
              setTheirs(null);
              if (mine) write(theirs.version);
              else setLines(keyed(theirs.lines));
            }}
            onTakeTheirs={() => {
              setBase(theirs);
              setLines(keyed(theirs.lines));
              setTheirs(null);
            }}
          />
        )}
        <Section title={withUnit(lines.length, '行')} hint="* 代表任意几个字" padded={false}>
          <Box component="ol" aria-label="职级对照" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {lines.map((line, at) => (
              <RankLineRow
                key={line.key}
                line={line}
                at={at}
                last={at === lines.length - 1}
                fault={refused[at] ?? (tried || line.pattern !== '' ? faults[at] : undefined)}
                onChange={(next) => change(lines.map((one) => (one.key === line.key ? next : one)))}
                onMove={(by) => change(moved(lines, at, by))}
                onDrop={() => change(lines.filter(({ key }) => key !== line.key))}
              />
            ))}
          </Box>
        </Section>
        {differences.length > 0 && (
          <RankEffect
            input={sound && lines.length > 0 ? { version: base.version, lines: bare(lines) } : null}
            differences={differences}
            saving={save.pending}
            onSave={() => write()}
            onLeave={() => change(keyed(base.lines))}
          />
        )}
        <SettingHistory actions={['rankMap.change']} />
      </Box>
    </>
  );
};

export default RanksPage;
