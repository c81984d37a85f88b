import { useEffect, useState } from 'react';
import { formatClock, formatDate, formatWeekday, today } from '../../shared/index.ts';

/** 3 月 19 日 星期四 · 农历二月初一 · 数字截至 09:40. The lunar calendar comes after the page; nobody waits for it. */
export const DayLine = ({ asOf }: { asOf: string | undefined }) => {
  const day = today();
  const [lunar, setLunar] = useState('');
  useEffect(() => {
    let here = true;
    void import('../../shared/lunar.ts').then(({ lunarDate }) => {
      const { lunar: name, term } = lunarDate(day);
      if (here) setLunar(term ? `${name}，${term}` : name);
    });
    return () => {
      here = false;
    };
  }, [day]);
  const figures = asOf ? `数字截至 ${formatClock(asOf)}` : '';
  return <>{[`${formatDate(day)} ${formatWeekday(day)}`, lunar, figures].filter(Boolean).join(' · ')}</>;
};
