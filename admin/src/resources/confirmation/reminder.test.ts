import { describe, expect, it } from 'vitest';
import { owes, reminderCsv, reminderText, type Reminded } from './reminder.ts';

const unit = (more: Partial<Reminded>): Reminded => ({
  name: '县水利局',
  liaisons: ['龚启明'],
  state: 'DRAFT',
  changes: 0,
  unreported: 0,
  openedAt: null,
  ...more,
});

describe('a reminder', () => {
  it('says what each unit has still to do', () => {
    expect(owes(unit({}))).toBe('草稿还没打开过');
    expect(owes(unit({ openedAt: '2026-03-01T01:00:00Z', unreported: 2 }))).toBe(
      '2 名干部没有朋友，还没上报；还没确认',
    );
    expect(owes(unit({ state: 'CONFIRMED', changes: 3 }))).toBe('确认以后又改了 3 处，要重新确认');
  });

  it('names year, deadline, days, units and liaisons, with spaces that survive being pasted', () => {
    const text = reminderText({
      year: 2026,
      deadline: '2026-03-31',
      today: '2026-03-19',
      units: [unit({}), unit({ name: '县供销合作社', liaisons: [] })],
    });
    expect(text.split('\n')).toEqual([
      '【催办】2026 年度结对交友确认，截止 2026 年 3 月 31 日，还有 12 天。下面 2 个单位还没确认，请联络员抓紧：',
      '1. 县水利局（联络员龚启明）：草稿还没打开过',
      '2. 县供销合作社（还没定联络员）：草稿还没打开过',
      '登录“亲友”，打开“年度确认”：核对和去年的差别，上报没有朋友的干部，再点确认。',
    ]);
    expect(text).not.toContain('\u00a0');
    const late = reminderText({ year: 2026, deadline: '2026-03-31', today: '2026-04-02', units: [unit({})] });
    expect(late).toContain('已经过了 2 天');
  });

  it('is a list that a spreadsheet reads, whatever stands in a name', () => {
    expect(reminderCsv([unit({ name: '县"水利"局,二' })])).toBe(
      '\ufeff"序号","单位","联络员","还差什么"\r\n"1","县""水利""局,二","龚启明","草稿还没打开过"\r\n',
    );
  });
});
