import { Button } from '@mui/material';
import { EndOwnSessionDocument, OwnSessionsDocument } from '@qinyou/schema';
import { useLogout, useNotify } from 'react-admin';
import { session } from '../../providers/session.ts';
import {
  Answer,
  formatMoment,
  Row,
  RowList,
  Section,
  Tag,
  useAsk,
  useIntent,
  withUnit,
} from '../../shared/index.ts';
import { deviceOf } from './device.ts';

/** Where one is signed in; each can be ended, or all of them. */
export const OwnSessions = () => {
  const asked = useAsk(OwnSessionsDocument, {});
  const end = useIntent(EndOwnSessionDocument, { said: () => '那一处已退出' });
  const notify = useNotify();
  const logout = useLogout();
  const leave = async () => {
    try {
      await session.signOutEverywhere();
      await logout();
    } catch (error) {
      notify(error instanceof Error ? error.message : '没退成，再试一次', { type: 'error' });
    }
  };
  const count = asked.data?.ownSessions.length ?? 0;
  return (
    <Section
      title="登录着的地方"
      hint={count > 0 ? withUnit(count, '处') : undefined}
      aside={
        <Button size="small" color="secondary" onClick={() => void leave()}>
          各处都退出
        </Button>
      }
      footer="有一处不认得，就让它退出，再换密码"
      padded={false}
    >
      <Answer of={asked} rows={3}>
        {({ ownSessions }) => (
          <RowList>
            {ownSessions.map(({ id, current, userAgent, createdAt, lastSeenAt }) => (
              <Row
                key={id}
                title={
                  <>
                    <b>{deviceOf(userAgent)}</b> {current && <Tag>这里</Tag>}
                  </>
                }
                detail={`${formatMoment(createdAt)} 登录，${current ? '正在用' : `${formatMoment(lastSeenAt)} 还在用`}`}
              >
                {!current && (
                  <Button
                    size="small"
                    color="secondary"
                    disabled={end.pending}
                    aria-label={`让${deviceOf(userAgent)}退出`}
                    onClick={() => void end.run({ id })}
                  >
                    让它退出
                  </Button>
                )}
              </Row>
            ))}
          </RowList>
        )}
      </Answer>
    </Section>
  );
};
