import { GiveGrantDocument, GrantsDocument, RegionsDocument, type GiveGrantInput } from '@qinyou/schema';
import { useMe } from '../../../providers/session.ts';
import { useAsk } from '../../../shared/index.ts';
import { IntentDrawer } from '../parts/IntentDrawer.tsx';
import type { IssuedCode } from './CodeDialog.tsx';
import { giveFields, type GiveSetting } from './grant-fields.ts';

interface Props {
  onClose: () => void;
  onCode: (issued: IssuedCode & { name: string }) => void;
}

/** Gives somebody an identity at a place: both are picked, nothing is typed but the name of somebody new. */
export const GiveGrant = ({ onClose, onCode }: Props) => {
  const setting = useGiveSetting();
  return (
    <IntentDrawer
      title="授予身份"
      hint="身份说明一个人替谁办事、看得到哪里。只能给下级，不能给自己。"
      verb="授予"
      fields={(values) => giveFields(values, setting)}
      record={{ who: 'CADRE' }}
      document={GiveGrantDocument}
      variables={({ who: _who, ...changes }) => ({ input: changes as unknown as GiveGrantInput })}
      said={({ giveGrant }) => `已授予：${giveGrant.title}，登录名 ${giveGrant.login}`}
      onDone={({ giveGrant: { login, code, title } }) => {
        if (code) onCode({ login, code, name: title });
      }}
      onClose={onClose}
    />
  );
};

function useGiveSetting(): GiveSetting {
  const grant = useMe()?.currentGrant;
  const role = grant?.role;
  const path = grant?.path ?? '';
  const level = role === 'CITY_OPERATOR' ? ('COUNTY' as const) : ('TOWN' as const);
  const { data } = useAsk(RegionsDocument, {
    filter: { level, within: path },
    page: { number: 1, size: 200 },
  });
  const { data: held } = useAsk(GrantsDocument, { page: { number: 1, size: 1000 }, withTotal: false });
  const byLogin = new Map(
    (held?.grants.items ?? []).map(({ login, holder, title }) => [login, `${holder}，${title}`]),
  );
  return {
    role,
    own: { path, name: grant?.title.split('·').at(-1)?.trim() ?? '' },
    places: (data?.regions.items ?? []).map((place) => ({ value: place.path, label: place.name })),
    holders: [...byLogin].map(([value, label]) => ({ value, label })),
  };
}
