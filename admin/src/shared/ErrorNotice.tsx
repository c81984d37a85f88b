import ErrorIcon from '@mui/icons-material/Error';
import SearchOff from '@mui/icons-material/SearchOff';
import { Box, Button } from '@mui/material';
import { QinyouError } from '../providers/errors.ts';
import { Notice } from './Notice.tsx';

export interface ErrorNoticeProps {
  error: unknown;
  /** Sends it again. */
  onRetry?: () => void;
  /** Where else to go when there is nothing to retry (not there, not yours). */
  elsewhere?: { label: string; onClick: () => void };
}

/** What happened, what to do, that nothing is lost, and a code to quote. */
export const ErrorNotice = ({ error, onRetry, elsewhere }: ErrorNoticeProps) => {
  const own = error instanceof QinyouError ? error : undefined;
  const notHere = own?.status === 404 || own?.status === 403;
  const reference = own?.body.reference;
  return (
    <Box sx={{ display: 'grid', gap: 0.75 }}>
      <Notice
        tone={notHere ? 'plain' : 'red'}
        icon={notHere ? SearchOff : ErrorIcon}
        role="alert"
        title={own?.message ?? '页面出了错。没有丢数据，再试一次。'}
        actions={
          notHere
            ? elsewhere && <Button size="small" onClick={elsewhere.onClick} children={elsewhere.label} />
            : onRetry && <Button size="small" onClick={onRetry} children="再试一次" />
        }
      />
      {reference && !own.message.includes(reference) && (
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          再试还不行，把编号 <b>{reference}</b> 告诉管理员。
        </Box>
      )}
    </Box>
  );
};
