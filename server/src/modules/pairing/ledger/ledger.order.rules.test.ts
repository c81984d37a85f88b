import { describe, expect, it } from 'vitest';
import { groupNumber, inUnit, inVillage } from './ledger.order.rules.ts';

describe('the order of the ledger', () => {
  it('reads group numbers as villages write them', () => {
    const written = ['一组', '十组', '十二组', '二十组', '二十一组', '3 组', '１２组'];
    expect(written.map(groupNumber)).toEqual([1, 10, 12, 20, 21, 3, 12]);
    expect(groupNumber('')).toBeGreaterThan(groupNumber('九十九组'));
  });

  it('goes group by group in a village, cadre by cadre in a unit', () => {
    const row = (group: string, head: string, cadre: string) => ({ group, head, cadre });
    const rows = [
      row('十组', '柯昌富', '陈晓雯'),
      row('二组', '邹道全', '周明远'),
      row('二组', '储德明', '周明远'),
      row('', '朱仁福', '陈晓雯'),
    ];
    expect(rows.toSorted(inVillage).map(({ head }) => head)).toEqual([
      '储德明',
      '邹道全',
      '柯昌富',
      '朱仁福',
    ]);
    expect(rows.toSorted(inUnit).map(({ head }) => head)).toEqual(['柯昌富', '朱仁福', '储德明', '邹道全']);
  });
});
