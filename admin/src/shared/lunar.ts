import { Solar } from 'lunar-typescript';

/** `农历二月初一`, and `春分` where the day is one of the 24 solar terms. */
export const lunarDate = (iso: string): { lunar: string; term?: string } => {
  const [y = 2000, m = 1, d = 1] = iso.split('-').map(Number);
  const lunar = Solar.fromYmd(y, m, d).getLunar();
  const term = lunar.getJieQi();
  return { lunar: `农历${lunar.getMonthInChinese()}月${lunar.getDayInChinese()}`, ...(term ? { term } : {}) };
};
