import { describe, expect, it } from 'vitest';
import { RegionMatcher } from '../match/regions.ts';
import { TOWNS } from '../match/sample-regions.test-data.ts';
import { CadreFileCheck, HouseholdFileCheck } from './file-check.ts';
import { judgeCadre } from './judge-cadre.ts';
import type { CadreFact, CadreFacts } from './judge-cadre.ts';
import { judgeHousehold } from './judge-household.ts';
import type { HouseholdFact, HouseholdFacts } from './judge-household.ts';
import type { Judgement } from './judgement.ts';
import type { CadreRecord, HouseholdRecord } from './records.ts';

const regions = new RegionMatcher(TOWNS);
let row = 3;

function household(given: Partial<HouseholdRecord> = {}): HouseholdRecord {
  const place = { county: '', town: '洛河镇', village: '丰坝村' };
  row += 1;
  return {
    row,
    number: 'A1',
    place,
    match: regions.village(place, ['6109/610926/']),
    group: '2组',
    head: '彭丽敏',
    identity: '610999195802121195',
    size: 3,
    cause: 'LABOUR',
    status: 'POOR',
    phone: '14013945368',
    remark: '',
    faults: {},
    notes: [],
    ...given,
  };
}

function cadre(given: Partial<CadreRecord> = {}): CadreRecord {
  row += 1;
  return {
    row,
    unit: '平利县水利局',
    name: '储召平',
    sex: 'M',
    identity: '610999198009246666',
    rankTitle: '四级主任科员',
    phone: '14045244273',
    remark: '',
    faults: {},
    notes: [],
    ...given,
  };
}

function claim(head: string, village = '丰坝村') {
  const place = { county: '', town: '洛河镇', village };
  return { head, place, match: regions.village(place, ['6109/610926/']) };
}

const storedHousehold: HouseholdFact = {
  id: 'h1',
  number: 'A1',
  villageId: '610926105201',
  village: '丰坝村委会',
  group: '2组',
  head: '彭丽敏',
  identity: '610999195802121195',
  phone: '14013945368',
  size: 3,
  cause: 'LABOUR',
  status: 'POOR',
  ended: false,
};
const storedCadre: CadreFact = {
  own: true,
  id: 'c1',
  name: '储召平',
  unit: '平利县水利局',
  unitAliases: ['平利县水务局'],
  sex: 'M',
  rankTitle: '四级主任科员',
  identity: '610999198009246666',
  phone: '14045244273',
};

function householdFacts(
  stored: HouseholdFact[] = [],
  outside: string[] = [],
  asked: string[] = [],
): HouseholdFacts {
  return {
    byNumber: (number) => stored.find((fact) => fact.number === number),
    byVillageAndHead: (villageId, head) =>
      stored.filter((fact) => fact.villageId === villageId && fact.head === head),
    byIdentity: (identity) => stored.find((fact) => fact.identity === identity),
    takenOutside: (identity, number) => outside.some((value) => value === identity || value === number),
    asked: (_id, message) => asked.includes(message),
    covers: (village) => village.path.startsWith('6109/610926/610926105/'),
  };
}

function cadreFacts(
  stored: CadreFact[] = [],
  outside: string[] = [],
  claims: string[] = [],
  asked: string[] = [],
): CadreFacts {
  return {
    byIdentity: (identity) => stored.find((fact) => fact.identity === identity),
    byUnitAndName: (unit, name) => stored.filter((fact) => fact.unit === unit && fact.name === name),
    takenOutside: (identity) => outside.includes(identity),
    unitKnown: (unit) => unit.startsWith('平利县'),
    rankKnown: (title) => title.includes('科员'),
    asked: (_id, message) => asked.includes(message),
    hasClaim: (_id, record) => claims.includes(record.claim?.head ?? ''),
  };
}

const FIRST = { kind: 'FIRST' } as const;
const outcome = ({ verdict, held, reasons, changes }: Judgement) =>
  [verdict, held ? 'held' : '', ...reasons.map((reason) => reason.code), ...changes]
    .filter(Boolean)
    .join(' ');

describe('households against what is stored', () => {
  it.each([
    ['nobody there', {}, [], 'ADD NEW'],
    ['the same', {}, [storedHousehold], 'SKIP SAME_AS_STORED'],
    [
      'another phone and size',
      { phone: '14099999999', size: 4 },
      [storedHousehold],
      'CHANGE CHANGED CHANGED phone size',
    ],
    [
      'blank cells change nothing',
      { phone: undefined, size: undefined, group: '' },
      [storedHousehold],
      'SKIP SAME_AS_STORED',
    ],
    [
      'another head under the number',
      { head: '徐兰', identity: undefined },
      [storedHousehold],
      'REVIEW held OTHER_HEAD',
    ],
    [
      'the number in another village',
      { match: regions.village({ town: '洛河', village: '双垭' }, ['6109/610926/']) },
      [storedHousehold],
      'REVIEW held OTHER_VILLAGE',
    ],
    [
      'another identity number',
      { identity: '610999197906011483' },
      [storedHousehold],
      'REVIEW held OTHER_IDENTITY',
    ],
    ['no number: by village and head', { number: undefined }, [storedHousehold], 'SKIP SAME_AS_STORED'],
    [
      'no number and two of the name',
      { number: undefined, identity: undefined },
      [storedHousehold, { ...storedHousehold, id: 'h2', number: 'A2', identity: null }],
      'ADD NEW',
    ],
    ['stored without a number', {}, [{ ...storedHousehold, number: null }], 'CHANGE CHANGED number'],
    [
      'an identity number of another household',
      { number: 'A9', head: '徐兰' },
      [storedHousehold],
      'REVIEW held IDENTITY_TAKEN',
    ],
    ['ended', {}, [{ ...storedHousehold, ended: true }], 'REVIEW held ENDED'],
    ['a telling remark', { remark: '户主去世' }, [], 'REVIEW REMARK NEW'],
  ] as [string, Partial<HouseholdRecord>, HouseholdFact[], string][])(
    '%s',
    (_what, given, stored, expected) => {
      expect(outcome(judgeHousehold(household(given), FIRST, householdFacts(stored)))).toBe(expected);
    },
  );

  it('says the same of a number used elsewhere, whichever it is and whoever has it', () => {
    for (const outside of ['610999195802121195', 'A1']) {
      const judgement = judgeHousehold(household(), FIRST, householdFacts([], [outside]));
      expect(outcome(judgement)).toBe('REVIEW held SUPERIOR');
      expect(judgement.reasons.map((reason) => reason.message)).toEqual(['待上级核查']);
    }
  });

  it('refuses a village outside the area in the words used for one that is not there', () => {
    const elsewhere = household({ match: regions.village({ town: '正阳镇', village: '让河村' }) });
    const judgement = judgeHousehold(
      elsewhere,
      FIRST,
      householdFacts([{ ...storedHousehold, villageId: '610926109201' }]),
    );
    expect(outcome(judgement)).toBe('REFUSE OUTSIDE_AREA');
    expect(judgement.reasons[0]?.message).toBe('没有这个地方，或不归你管');
  });
});

describe('cadres against what is stored', () => {
  it.each([
    ['nobody there', {}, [], 'ADD NEW'],
    ['a new unit', { unit: '安康学院' }, [], 'ADD NEW NEW_UNIT'],
    ['an unknown rank', { rankTitle: '村官' }, [], 'ADD NEW UNKNOWN_RANK'],
    ['the same', {}, [storedCadre], 'SKIP SAME_AS_STORED'],
    ['a unit under its other name', { unit: '平利县水务局' }, [storedCadre], 'SKIP SAME_AS_STORED'],
    [
      'another rank and phone',
      { rankTitle: '一级科员', phone: '14000000000' },
      [storedCadre],
      'CHANGE CHANGED CHANGED rank phone',
    ],
    ['one more household', { claim: claim('徐兰') }, [storedCadre], 'ADD MORE_CLAIM'],
    ['a household already claimed', { claim: claim('彭丽敏') }, [storedCadre], 'SKIP SAME_AS_STORED'],
    ['another unit', { unit: '平利县民政局' }, [storedCadre], 'REVIEW OTHER_UNIT'],
    ['another name under the number', { name: '储召' }, [storedCadre], 'REVIEW held OTHER_NAME'],
    ['no number: by unit and name', { identity: undefined }, [storedCadre], 'SKIP SAME_AS_STORED'],
    [
      'no number and two of the name',
      { identity: undefined },
      [storedCadre, { ...storedCadre, id: 'c2' }],
      'REVIEW held OTHER_IDENTITY',
    ],
    ['stored without a number', {}, [{ ...storedCadre, identity: null }], 'CHANGE CHANGED identity'],
    ['the name with another number', {}, [{ ...storedCadre, identity: '610999197906011483' }], 'ADD NEW'],
    [
      'R6: somebody here whom the city administers, otherwise',
      { rankTitle: '一级科员', phone: '14000000000' },
      [{ ...storedCadre, own: false }],
      'SKIP SAME_AS_STORED',
    ],
    [
      'R6: the number of such a one under another name',
      { name: '储召' },
      [{ ...storedCadre, own: false }],
      'REVIEW held SUPERIOR',
    ],
    ['退休', { remark: '退休' }, [], 'REVIEW REMARK NEW'],
    ['a remark that tells nothing', { remark: '党员' }, [], 'ADD NEW'],
  ] as [string, Partial<CadreRecord>, CadreFact[], string][])('%s', (_what, given, stored, expected) => {
    expect(outcome(judgeCadre(cadre(given), FIRST, cadreFacts(stored, [], ['彭丽敏'])))).toBe(expected);
  });

  it('asks what a remark means once, of somebody known already too', () => {
    const retired = cadre({ remark: '退休' });
    const first = judgeCadre(retired, FIRST, cadreFacts([storedCadre]));
    expect(outcome(first)).toBe('REVIEW REMARK');
    const asked = first.reasons.map((reason) => reason.message);
    expect(outcome(judgeCadre(retired, FIRST, cadreFacts([storedCadre], [], [], asked)))).toBe(
      'SKIP SAME_AS_STORED',
    );
    const moved = cadre({ unit: '平利县民政局' });
    const move = judgeCadre(moved, FIRST, cadreFacts([storedCadre])).reasons.map((reason) => reason.message);
    expect(outcome(judgeCadre(moved, FIRST, cadreFacts([storedCadre], [], [], move)))).toBe(
      'SKIP SAME_AS_STORED',
    );
  });

  it('leaves a number that is used elsewhere to the office above', () => {
    expect(outcome(judgeCadre(cadre(), FIRST, cadreFacts([], ['610999198009246666'])))).toBe(
      'REVIEW held SUPERIOR',
    );
  });
});

describe('rows of one file', () => {
  const kinds = <R>(check: { check(record: R): { kind: string } }, records: R[]) =>
    records.map((record) => check.check(record).kind);

  it('knows a cadre with two households, and a row that says nothing new', () => {
    const records = [
      cadre({ claim: claim('彭丽敏') }),
      cadre({ claim: claim('徐兰') }),
      cadre({ claim: claim('徐兰') }),
      cadre(),
    ];
    expect(kinds(new CadreFileCheck(), records)).toEqual(['FIRST', 'MORE', 'REPEAT', 'REPEAT']);
  });

  it.each([
    ['unit', { unit: '平利县民政局' }, '是同一个人，单位不同，请定一个'],
    ['identity', { name: '唐华' }, '同号，姓名不同'],
    ['phone', { phone: '14000000000' }, '是同一个人，电话不同'],
    ['rank', { rankTitle: '一级科员' }, '是同一个人，职级不同'],
  ] as const)('refuses a second row of a person with another %s', (field, given, message) => {
    const check = new CadreFileCheck();
    const first = cadre();
    check.check(first);
    const second = cadre(given);
    expect(check.check(second).kind).toBe('REFUSED');
    expect(second.faults[field]?.message).toBe(`和第 ${first.row} 行${message}`);
  });

  it('takes a row without a number for the one of that name, unless there are two', () => {
    const check = new CadreFileCheck();
    const nameless = cadre({ identity: undefined, claim: claim('朱洋') });
    expect(kinds(check, [cadre(), nameless])).toEqual(['FIRST', 'MORE']);
    check.check(cadre({ identity: '610999197906011483' }));
    const unclear = cadre({ identity: undefined });
    expect(check.check(unclear).kind).toBe('REFUSED');
    expect(unclear.faults.name?.message).toMatch(/请填证件号码/);
  });

  it('keeps a refused row from standing for anybody', () => {
    const faulty = cadre({ faults: { phone: { code: 'LENGTH', message: '少 1 位' } } });
    expect(kinds(new CadreFileCheck(), [faulty, cadre()])).toEqual(['REFUSED', 'FIRST']);
  });

  it.each([
    ['the same household again', {}, 'REPEAT', undefined],
    ['its number under another head', { head: '徐兰', identity: undefined }, 'REFUSED', '同号，户主不同'],
    ["its head's identity number elsewhere", { number: 'A2', head: '徐兰' }, 'REFUSED', '同号，户主不同'],
    ['the same head under two numbers', { number: 'A2' }, 'REFUSED', '同号，户编号不同'],
    ['another size', { size: 5 }, 'REFUSED', '是同一户，家庭人口不同'],
    ['a namesake in the village', { number: 'A2', identity: undefined }, 'FIRST', undefined],
  ] as const)('%s', (_what, given, kind, message) => {
    const check = new HouseholdFileCheck();
    const first = household();
    check.check(first);
    const second = household(given);
    expect(check.check(second).kind).toBe(kind);
    const said = Object.values(second.faults)[0]?.message;
    expect(said).toBe(message && `和第 ${first.row} 行${message}`);
  });
});
