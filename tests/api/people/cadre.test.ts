import { describe, expect, it } from 'vitest';
import { CANARY, withPeople } from './stage.ts';

const stage = withPeople();
const REGISTER = `mutation ($input: RegisterCadreInput!) { registerCadre(input: $input) {
  id version name identityMask phoneMask sex birthDate postings { unit { name } to } } }`;
const mutation = (name: string, type: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { id version status path postings { kind from to } } }`;

interface Registered {
  registerCadre: { id: string; version: number; identityMask: string; phoneMask: string };
}
const system = { axis: 'system', lo: '', hi: '' } as const;
const nobody = { accountId: null, grantId: null };
const records = (subject: string) =>
  stage.test.app.db.write(nobody, system, async ({ sql }) =>
    JSON.stringify(
      await sql.selectFrom('audit_entry').selectAll().where('subject_id', '=', subject).execute(),
    ),
  );

describe('a cadre', () => {
  it('is registered by the own liaison, numbers sealed; elsewhere is refused', async () => {
    const liaison = await stage.test.world.signedIn('UNIT_LIAISON', stage.bureau.path);
    const input = { unitId: stage.bureau.id, name: '李建国', rank: 'STAFF', ...CANARY };
    const { registerCadre } = await liaison.get<Registered, unknown>(REGISTER, { input });
    expect(registerCadre).toMatchObject({
      identityMask: '610926 ******** 1415',
      phoneMask: '152 **** 6033',
      sex: 'M',
      birthDate: '1965-03-12',
      postings: [{ unit: { name: stage.bureau.name }, to: null }],
    });
    const record = await records(registerCadre.id);
    for (const secret of [CANARY.identity, CANARY.phone, '李建国']) expect(record).not.toContain(secret);
    const elsewhere = await stage.test.world.unit('610924');
    const refused = await liaison.ask(REGISTER, {
      input: { unitId: elsewhere.id, name: '某人', rank: 'STAFF' },
    });
    expect(refused.code).toBe('RULE_VIOLATED');
  });

  it('is renamed with a record, though the mask is the same', async () => {
    const id = await stage.test.world.cadre(stage.bureau, { name: '李建国' });
    const edit = `mutation ($input: EditCadreInput!) { editCadre(input: $input) { name version } }`;
    const rename = async (version: number) =>
      (
        await stage.county.get<{ editCadre: object }, unknown>(edit, {
          input: { id, version, name: '李健国' },
        })
      ).editCadre;
    expect(await rename(1)).toEqual({ name: '李健国', version: 2 });
    const once = await records(id);
    expect(once).toContain('cadre.edit');
    expect(once).not.toContain('李健国');
    expect(await rename(2)).toEqual({ name: '李健国', version: 2 });
    expect(await records(id)).toBe(once);
  });

  it('is transferred within the area, friends go along; out of it the office above does it', async () => {
    const other = await stage.test.world.unit('610926');
    const far = await stage.test.world.unit('610924');
    const id = await stage.test.world.cadre(stage.bureau);
    const home = await stage.home(stage.here, '调动户');
    await stage.test.world.pairing(home.id, stage.here, id, stage.bureau, { source: 'ASSIGNED' });
    const transfer = mutation('transferCadre', 'TransferCadreInput');
    const input = { id, version: 1, unitId: other.id, on: '2026-03-01' };
    expect(await stage.county.get(transfer, { input })).toMatchObject({
      transferCadre: {
        version: 2,
        path: other.path,
        postings: [{ kind: 'POST', from: '2026-03-01', to: null }],
      },
    });
    const liaison = await stage.test.world.signedIn('UNIT_LIAISON', other.path);
    const seen = await liaison.get<{ cadre: { friends: object[] } }, unknown>(
      `query ($id: ID!) { cadre(id: $id) { friends { kind } } }`,
      { id },
    );
    expect(seen.cadre.friends).toEqual([{ kind: 'RESPONSIBLE' }]);
    expect((await stage.county.ask(transfer, { input })).code).toBe('CONFLICT');
    const away = await stage.county.ask(transfer, {
      input: { ...input, version: 2, unitId: far.id, on: '2026-03-05' },
    });
    expect(away.code).toBe('RULE_VIOLATED');
  });

  it('is seconded and comes back', async () => {
    const id = await stage.test.world.cadre(stage.bureau);
    const far = await stage.test.world.unit('610924');
    const second = mutation('secondCadre', 'SecondCadreInput');
    await stage.county.get(second, { input: { id, version: 1, unitId: far.id, on: '2026-03-01' } });
    const back = mutation('endSecondment', 'EndSecondmentInput');
    expect(await stage.county.get(back, { input: { id, version: 2, on: '2026-03-09' } })).toMatchObject({
      endSecondment: {
        status: 'ACTIVE',
        postings: [{ kind: 'SECONDMENT', from: '2026-03-01', to: '2026-03-09' }],
      },
    });
  });

  it('declares kin, or that there is none, never both', async () => {
    const cadreId = await stage.test.world.cadre(stage.bureau);
    const { id: householdId } = await stage.home(stage.here, '亲戚户');
    const none = `mutation ($cadreId: ID!) { declareNoKin(cadreId: $cadreId) { kin { id declaredNone } } }`;
    const declare = `mutation ($input: DeclareKinInput!) { declareKin(input: $input) { kin { id declaredNone relation } } }`;
    await stage.county.get(none, { cadreId });
    const { declareKin } = await stage.county.get<{ declareKin: { kin: { id: string }[] } }, unknown>(
      declare,
      {
        input: { cadreId, householdId, relation: '表叔' },
      },
    );
    expect(declareKin.kin).toEqual([expect.objectContaining({ declaredNone: false, relation: '表叔' })]);
    expect((await stage.county.ask(none, { cadreId })).code).toBe('RULE_VIOLATED');
    const withdraw = `mutation ($id: ID!) { withdrawKin(id: $id) { kin { id } } }`;
    expect(await stage.county.get(withdraw, { id: declareKin.kin[0]!.id })).toEqual({
      withdrawKin: { kin: [] },
    });
  });
});

describe('seeing a value in full', () => {
  const REVEAL = `mutation ($input: RevealInput!) { reveal(input: $input) { value } }`;

  it('takes a reason and leaves a record without the value', async () => {
    const phone = '13912345678';
    const home = await stage.home(stage.here, '看号户', { phone });
    const input = { subject: 'MEMBER', id: home.headId, field: 'PHONE' };
    expect((await stage.town.ask(REVEAL, { input })).errors[0]?.extensions['fields']).toHaveProperty(
      'reason',
    );
    expect(await stage.town.get(REVEAL, { input: { ...input, reason: '通知培训' } })).toEqual({
      reveal: { value: phone },
    });
    expect((await stage.other.ask(REVEAL, { input: { ...input, reason: '好奇' } })).code).toBe('NOT_FOUND');
    const record = await records(home.id);
    expect(record).toMatch(/person\.reveal.*通知培训/);
    expect(record).not.toContain(phone);
  });

  it('is for the responsible friend without a reason, never for a retained one (R7, R13)', async () => {
    const phone = '13912345679';
    const home = await stage.home(stage.here, '朋友户', { phone });
    const friend = async (kind: 'RESPONSIBLE' | 'RETAINED') => {
      const id = await stage.test.world.cadre(stage.bureau);
      await stage.test.world.pairing(home.id, stage.here, id, stage.bureau, {
        kind,
        slot: kind === 'RESPONSIBLE' ? 1 : null,
        source: 'ASSIGNED',
      });
      return stage.test.world.signedIn('CADRE', stage.bureau.path, id);
    };
    const input = { subject: 'MEMBER', id: home.headId, field: 'PHONE' };
    expect(await (await friend('RESPONSIBLE')).get(REVEAL, { input })).toEqual({ reveal: { value: phone } });
    expect(await records(home.id)).toContain('person.reveal');
    const retained = await friend('RETAINED');
    expect((await retained.ask(REVEAL, { input })).code).toBe('NOT_FOUND');
    const seen = await retained.get(`query { pairings { items { kind household { headName } } } }`, {});
    expect(seen).toEqual({
      pairings: { items: [{ kind: 'RETAINED', household: { headName: '朋友户' } }] },
    });
  });
});
