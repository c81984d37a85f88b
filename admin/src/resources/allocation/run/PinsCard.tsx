import Block from '@mui/icons-material/Block';
import PushPin from '@mui/icons-material/PushPin';
import { Box, Button } from '@mui/material';
import { formatMoment, Row, RowList, Section, withUnit } from '../../../shared/index.ts';
import { placeName } from '../../pairing/board-words.ts';
import type { Run } from '../use-run.ts';
import { useLineActions } from './use-line-actions.ts';

const SHOWN = 20;

/** 手工定的: what is pinned and forbidden in a run, the latest first, each to be taken back. */
export const PinsCard = ({ run, locked }: { run: Run; locked: boolean }) => {
  const actions = useLineActions(run.id);
  const { pins } = actions;
  if (!pins || pins.items.length === 0) return null;
  const pinned = pins.items.filter(({ kind }) => kind === 'PIN').length;
  const more = (pins.total ?? pins.items.length) - SHOWN;
  return (
    <Section
      title="手工定的"
      hint={`固定 ${withUnit(pinned, '对')}，禁止 ${withUnit(pins.items.length - pinned, '对')}`}
      padded={false}
      footer={more > 0 && `还有 ${withUnit(more, '对')}，在表里点「手工定的」看`}
    >
      <RowList label="手工定的">
        {pins.items.slice(0, SHOWN).map((pin) => (
          <Row
            key={pin.id}
            title={
              <Box component="span" sx={{ display: 'flex', gap: 0.5, typography: 'body2' }}>
                {pin.kind === 'PIN' ? (
                  <PushPin aria-label="固定" sx={{ fontSize: 18, color: 'primary.main' }} />
                ) : (
                  <Block aria-label="禁止" sx={{ fontSize: 18, color: 'primary.main' }} />
                )}
                <span>{`${pin.head ?? '不归你看的一'}户 · ${pin.cadre ?? '不归你看的干部'}`}</span>
              </Box>
            }
            detail={
              <>
                {`${placeName(pin.village ?? '')} ${formatMoment(pin.at)}`}
                {pin.problem && <Box sx={{ color: 'lamp.yellow.text' }}>{`▲ ${pin.problem}`}</Box>}
              </>
            }
          >
            {!locked && (
              <Button
                size="small"
                color="secondary"
                disabled={actions.pending}
                onClick={() =>
                  void actions.settle(pin.kind, [pin], `${pin.head ?? ''}户和${pin.cadre ?? ''}`)
                }
              >
                {pin.kind === 'PIN' ? '不固定了' : '不禁止了'}
              </Button>
            )}
          </Row>
        ))}
      </RowList>
    </Section>
  );
};
