import ErrorOutline from '@mui/icons-material/ErrorOutline';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import PersonAdd from '@mui/icons-material/PersonAddAltOutlined';
import {
  AskDisclosureDocument,
  DisclosureOutlookDocument,
  type DisclosedPeople,
  type DisclosureOrder,
} from '@qinyou/schema';
import { useArea } from '../../layout/area.ts';
import { formatNumber, Notice, tight, useAsk } from '../../shared/index.ts';
import type { FormField, Values } from '../people/parts/form-fields.ts';
import { IntentDrawer } from '../people/parts/IntentDrawer.tsx';
import {
  choicesOf,
  fieldsOf,
  KEPT,
  orderFor,
  PEOPLE,
  WARNING,
  WHICH,
  type Origin,
} from './disclosure-words.ts';

const FIELDS = (origin: Origin | null): readonly FormField[] => [
  {
    name: 'people',
    label: '谁的',
    kind: 'choice',
    choices: choicesOf(PEOPLE).filter(
      ({ value }) => origin === null || (origin.list === 'cadres') === (value === 'CADRES'),
    ),
    required: true,
  },
  { name: 'which', label: '要哪些', kind: 'choice', choices: choicesOf(WHICH), required: true },
  {
    name: 'reason',
    label: '拿去做什么',
    kind: 'long',
    helper: '会一直留着，名单上每个人的记录里也有；别写号码',
    required: true,
  },
];

/** 申请导出完整信息: how many people it is and who else has to agree is said before it is asked. */
export const AskDisclosure = ({ origin, onClose }: { origin: Origin | null; onClose: () => void }) => {
  const [area] = useArea();
  const orderOf = ({ people }: Values): DisclosureOrder | null =>
    people ? orderFor(people as DisclosedPeople, origin, area.path) : null;
  return (
    <IntentDrawer
      title="导出完整信息"
      hint={WARNING + KEPT}
      verb="申请导出"
      fields={FIELDS(origin)}
      consequence={(values) => {
        const order = orderOf(values);
        return (
          <>
            {origin?.searched && (
              <Notice tone="yellow" icon={InfoOutlined}>
                搜索词可能是谁的姓名，不带过来。下面是没有搜索时的全部。
              </Notice>
            )}
            {order && <Outlook order={order} />}
          </>
        );
      }}
      document={AskDisclosureDocument}
      variables={({ people, which, reason }) => ({
        input: {
          order: orderFor(people as DisclosedPeople, origin, area.path),
          fields: fieldsOf(String(which)),
          reason: String(reason),
        },
      })}
      said={({ askDisclosure: { alone, number } }) =>
        alone ? `${number} 正在生成，好了在这里下载` : `${number} 申请好了，等另一人同意`
      }
      onClose={onClose}
    />
  );
};

const Outlook = ({ order }: { order: DisclosureOrder }) => {
  const { data, error } = useAsk(DisclosureOutlookDocument, { order }, { keep: false });
  if (error) {
    return (
      <Notice tone="red" icon={ErrorOutline} role="alert">
        {error.message}
      </Notice>
    );
  }
  if (!data) return null;
  const { rows, rowsAlone, takenAlone, needsSecond, area, conditions } = data.disclosureOutlook;
  const what = `${[area, ...conditions].join('，')}：${formatNumber(rows)} 人`;
  const taken = takenAlone > 0 ? `，24 小时里你已经导出 ${formatNumber(takenAlone)} 人` : '';
  return (
    <Notice
      tone={needsSecond ? 'yellow' : 'plain'}
      icon={needsSecond ? PersonAdd : InfoOutlined}
      role="status"
      title={tight(what)}
    >
      <div>
        {tight(
          needsSecond
            ? `超过 ${formatNumber(rowsAlone)} 人${taken}，要本办公室或上级办公室的另一人同意；24 小时没人决定就作废。`
            : `没超过 ${formatNumber(rowsAlone)} 人${taken}，申请后马上生成。`,
        )}
      </div>
    </Notice>
  );
};
