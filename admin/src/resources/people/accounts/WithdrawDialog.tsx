import { WithdrawGrantDocument } from '@qinyou/schema';
import { ThinkTwice, useIntent } from '../../../shared/index.ts';

interface Props {
  grant: { id: string; holder: string; title: string };
  onClose: () => void;
}

/** Taking an identity back can't be undone: it is given anew. */
export const WithdrawDialog = ({ grant: { id, holder, title }, onClose }: Props) => {
  const withdraw = useIntent(WithdrawGrantDocument, { said: () => `${holder}的身份收回了：${title}` });
  const run = async () => {
    if (await withdraw.run({ id })) onClose();
  };
  return (
    <ThinkTwice
      open
      title={`收回${holder}的身份？`}
      doIt="收回这个身份"
      onDo={() => void run()}
      disabled={withdraw.pending}
      leave="先不收回"
      onLeave={onClose}
    >
      {`${title}。正在用的马上失效；别的身份、账号和以前办过的事都不动。以后要用，再授予一次。`}
    </ThinkTwice>
  );
};
