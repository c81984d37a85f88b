import { useMay } from '../../../providers/session.ts';
import { MaskedField, Section, today } from '../../../shared/index.ts';
import { Facts } from '../parts/Facts.tsx';
import { revealer } from '../parts/reveal.ts';
import { ageOn, RANK, SEX } from '../people-words.ts';
import type { CadreRecord } from './CadreForms.tsx';

/** A cadre at a glance: numbers masked, an eye where one may look. */
export const CadreCard = ({ cadre }: { cadre: CadreRecord }) => {
  const eye = useMay('people.reveal');
  const about = [
    cadre.sex && SEX[cadre.sex],
    cadre.birthDate && `${String(ageOn(cadre.birthDate, today()))} 岁`,
  ];
  return (
    <Section title="简介">
      <Facts
        facts={[
          { label: '姓名', value: [cadre.name, ...about].filter(Boolean).join('，') },
          { label: '职级', value: [cadre.rankTitle, RANK[cadre.rank]].filter(Boolean).join('，') },
          {
            label: '证件号码',
            value: (
              <MaskedField
                label="证件号码"
                whose={cadre.name}
                mask={cadre.identityMask}
                reveal={eye ? revealer('CADRE', cadre.id, 'IDENTITY') : undefined}
              />
            ),
          },
          {
            label: '电话',
            value: (
              <MaskedField
                label="电话"
                whose={cadre.name}
                mask={cadre.phoneMask}
                reveal={eye ? revealer('CADRE', cadre.id, 'PHONE') : undefined}
              />
            ),
          },
          { label: '账号', value: cadre.hasAccount ? '能登录' : '还没发过登录码' },
        ]}
      />
    </Section>
  );
};
