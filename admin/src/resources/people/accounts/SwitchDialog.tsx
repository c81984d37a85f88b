import { SetAccountDisabledDocument, SetHolderDisabledDocument } from '@qinyou/schema';
import { useState } from 'react';
import type { QinyouError } from '../../../providers/errors.ts';
import { SentenceField, ThinkTwice, useIntent } from '../../../shared/index.ts';

interface Props {
  account: { id: string; name: string; login?: string | null; state: string };
  /** What `id` is: the cadre, or the grant that the account holds. */
  by: 'CADRE' | 'GRANT';
  onClose: () => void;
}

/** Keeps somebody out, with a reason and its effect said before, or lets them in again. */
export const SwitchDialog = ({ account: { id, name, login, state }, by, onClose }: Props) => {
  const disable = state !== 'DISABLED';
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const words = {
    said: () => (disable ? `${name}的账号停用了，已在各处退出` : `${name}的账号启用了，可以登录`),
    failed: ({ body }: QinyouError) => {
      const says = body.fields?.['reason'];
      if (says) setFault(says);
      return says !== undefined;
    },
  };
  const cadre = useIntent(SetAccountDisabledDocument, words);
  const holder = useIntent(SetHolderDisabledDocument, words);
  const run = async () => {
    if (disable && !reason.trim()) {
      setFault('写一句为什么停用');
      return;
    }
    const input = { disabled: disable, reason: reason.trim() || null };
    const done =
      by === 'CADRE'
        ? await cadre.run({ input: { cadreId: id, ...input } })
        : await holder.run({ input: { grantId: id, ...input } });
    if (done) onClose();
  };
  return (
    <ThinkTwice
      open
      title={disable ? `停用${name}的账号？` : `启用${name}的账号？`}
      doIt={disable ? '停用账号' : '启用账号'}
      onDo={() => void run()}
      disabled={cadre.pending || holder.pending}
      leave={disable ? '先不停用' : '先不启用'}
      onLeave={onClose}
    >
      {disable
        ? `${login ?? name} 马上从所有电脑和手机上退出，登录不了，发过的登录码也用不上。名下的结对、记录和身份都不动，随时可以再启用。`
        : `${login ?? name} 又能用原来的密码登录。忘了密码就再发一个登录码。`}
      <SentenceField
        label={disable ? '为什么停用' : '为什么启用（可以不写）'}
        value={reason}
        autoFocus
        onSay={(sentence) => {
          setReason(sentence);
          setFault('');
        }}
        error={fault !== ''}
        helperText={fault || '写进改动记录'}
      />
    </ThinkTwice>
  );
};
