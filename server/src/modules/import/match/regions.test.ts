import { describe, expect, it } from 'vitest';
import { RegionMatcher } from './regions.ts';
import { TOWNS } from './sample-regions.test-data.ts';

const matcher = new RegionMatcher(TOWNS);
const PINGLI = ['6109/610926/'];

function outcome(county: string, town: string, village: string, within: string[] = PINGLI): string {
  const match = matcher.village({ county, town, village }, within);
  if ('found' in match) return match.found.code;
  if (match.failed === 'AMBIGUOUS') return 'AMBIGUOUS';
  return `${match.failed} ${match.within} ${match.suggestion ?? '-'}`;
}

describe('villages by the names people write', () => {
  it.each([
    ['as registered', '平利县', '洛河镇', '丰坝村委会', '610926105201'],
    ['town without 镇, 村 for 村委会', '平利县', '洛河', '丰坝村', '610926105201'],
    ['no suffix at all', '平利', '洛河', '丰坝', '610926105201'],
    ['spaces', '平利县', '洛 河 镇', '丰坝村　', '610926105201'],
    ['the county from the importer', '', '洛河镇', '丰坝村', '610926105201'],
    ['a county under its former name', '旬阳县', '城关镇', '龙头村', '610981100201'],
    ['a community beside a village of its name', '', '洛河', '洛河街社区', '610926105001'],
    ['a village beside a community of its name', '', '洛河', '洛河街村', '610926105203'],
    ['both possible', '', '洛河', '洛河街', '610926105203'],
    ['a town that two counties have', '', '洛河', '丰坝村', '610926105201'],
    ['the nearest name is suggested', '', '洛河镇', '双丫村', 'VILLAGE 洛河镇 双垭村委会'],
    ['nothing near', '', '洛河镇', '不存在村', 'VILLAGE 洛河镇 -'],
    ['two equally near', '', '洛河镇', '洛合街', 'VILLAGE 洛河镇 -'],
    ['no such town', '', '洛合镇', '丰坝村', 'TOWN 平利县 洛河镇'],
    ['no such county', '平里县', '洛河镇', '丰坝村', 'COUNTY 安康市 平利县'],
    ['no town, one such village', '', '', '让河村', '610926109201'],
    ['no town, two such villages', '', '', '丰坝村', 'AMBIGUOUS'],
    ['no town, no such village', '', '', '不存在村', 'VILLAGE 平利县 -'],
  ])('%s', (_what, county, town, village, expected) => {
    expect(outcome(county, town, village)).toBe(expected);
  });

  it('says so where a town name fits two counties of the area', () => {
    expect(outcome('', '洛河镇', '丰坝村', ['6109/'])).toBe('AMBIGUOUS');
  });

  it('names no county where it looked in several, and the town where it found without one', () => {
    expect(outcome('', '', '不存在村', ['6109/'])).toBe('VILLAGE  -');
    expect(matcher.village({ town: '', village: '让河村' }, PINGLI)).toMatchObject({
      note: '没写镇，全县只有正阳镇有这个村',
    });
  });

  it('reads the village out of a household number, within the town that is meant', () => {
    const query = { town: '洛河镇', village: '不存在村' };
    expect(matcher.villageOfNumber('610926105202000007', query, PINGLI)?.name).toBe('双垭村委会');
    expect(matcher.villageOfNumber('610926109201000007', query, PINGLI)).toBeUndefined();
    expect(matcher.villageOfNumber('7', query, PINGLI)).toBeUndefined();
  });
});
