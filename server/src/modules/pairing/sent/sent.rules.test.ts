import { describe, expect, it } from 'vitest';
import { fitsPromise, maySend, mayPromise, type SendFacts } from './sent.rules.ts';

describe('whom the city may send (R6)', () => {
  const facts: SendFacts = {
    name: '李明',
    municipal: true,
    status: 'ACTIVE',
    waived: false,
    places: 2,
    sentTo: null,
  };
  it.each<[string, Partial<SendFacts>, string | null]>([
    ['somebody with places left', {}, null],
    ['a seconded one', { status: 'SECONDED' }, null],
    ['one of a county’s unit', { municipal: false }, '李明的单位归县里管，由县里自己安排'],
    ['one who is sent elsewhere', { sentTo: '镇坪县' }, '李明今年已派到镇坪县，先收回，再改派'],
    ['a retired one', { status: 'RETIRED' }, '李明已经不在岗，换一名在岗的'],
    ['an ill one', { status: 'ILL' }, '李明已经不在岗，换一名在岗的'],
    ['an excused one', { waived: true }, '李明今年不安排结对户，换一名'],
    ['one whose quota is spent', { places: 0 }, '李明的名额用完了，换一名有名额的'],
  ])('%s', (_, more, message) => {
    expect(maySend({ ...facts, ...more })?.message ?? null).toBe(message);
  });
});

describe('what the city has promised is the frame (R6)', () => {
  it.each([
    ['nothing was promised', 0, 0, 0, 1, 1],
    ['all of it is free', 3, 0, 0, 3, null],
    ['some is used', 3, 1, 0, 3, 1],
    ['some may be taken by those sent before', 9, 3, 4, 4, 2],
    ['to the last household', 9, 3, 4, 2, null],
  ])('%s', (_, promised, used, named, wanted, over) => {
    const refusal = fitsPromise({ county: '平利县', promised, used, named }, wanted);
    expect(refusal?.message.includes(`多出 ${over} 户`) ?? null).toBe(over === null ? null : true);
  });

  it.each([
    ['nobody is named: it may go below what is used', 1, 3, 0, true],
    ['all of what those named may take is left', 7, 3, 4, true],
    ['one household less', 6, 3, 4, false],
  ])('lowered: %s', (_, promised, used, named, may) => {
    expect(mayPromise({ county: '平利县', promised, used, named }) === null).toBe(may);
  });
});
