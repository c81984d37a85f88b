import InfoOutlined from '@mui/icons-material/InfoOutlined';
import { Notice, withUnit } from '../../../shared/index.ts';
import type { CadreRecord } from './CadreForms.tsx';

/** What a new status does, before it is recorded (R7). */
export const StatusConsequence = ({ status, cadre }: { status: string; cadre: CadreRecord }) => {
  const friends = cadre.load > 0 ? `名下 ${withUnit(cadre.load, '户')}` : '';
  const says = consequenceOf(status, friends);
  if (!says) return null;
  return (
    <Notice tone={status === 'DECEASED' ? 'yellow' : 'info'} icon={InfoOutlined} role="status">
      {says}
    </Notice>
  );
};

function consequenceOf(status: string, friends: string): string {
  switch (status) {
    case 'RETIRED':
    case 'LEFT':
      return `任职到那天为止；联络员之类的单位身份马上收回，回来上班也要重新授予。${friends && `${friends}的结对先留着，等交接给别人。`}`;
    case 'DECEASED':
      return `任职${friends && `和${friends}的结对`}到那天为止；账号停用，不能再登录。记下后不能再改。`;
    case 'ILL':
    case 'ON_LEAVE':
      return `${friends ? `${friends}的结对` : '结对'}、账号和身份都不动。`;
    case 'ACTIVE':
      return '任职从那天起接着算。以前收回的身份不会自己回来，需要就重新授予。';
    default:
      return '';
  }
}
