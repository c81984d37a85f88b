import { WithdrawWaiverDocument, type UnitYearFragment } from '@qinyou/schema';
import { useState } from 'react';
import { SentenceField, ThinkTwice, useIntent } from '../../shared/index.ts';
import { REPORT_WORDS } from './confirmation-words.ts';

interface Props {
  year: number;
  official: UnitYearFragment['officials'][number];
  onClose: () => void;
}

/** The office takes an excuse back: somebody is well again (R5). */
export const WithdrawWaiverDialog = ({
  year,
  official: { id: cadreId, name, waivedReason },
  onClose,
}: Props) => {
  const [reason, setReason] = useState('');
  const withdraw = useIntent(WithdrawWaiverDocument, { said: () => `${name}的情况说明撤回了` });
  const send = async () => {
    if (await withdraw.run({ input: { cadreId, year, reason: reason.trim() || null } })) onClose();
  };
  return (
    <ThinkTwice
      open
      title={`撤回${name}的情况说明？`}
      doIt="撤回说明"
      leave="先不撤回"
      disabled={withdraw.pending}
      onDo={() => void send()}
      onLeave={onClose}
    >
      <span>
        原来说明：{(waivedReason && REPORT_WORDS[waivedReason]) ?? ''}。撤回以后，{name}
        又算没有朋友的干部，可以给他安排农户。
      </span>
      <SentenceField label="原因（关账以后要写）" value={reason} onSay={setReason} />
    </ThinkTwice>
  );
};
