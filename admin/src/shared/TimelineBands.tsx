import { Box } from '@mui/material';
import { axisOf, placeOf, type Axis, type Band } from './bands.ts';
import { formatDate, formatFullDate, formatSpan, today as todayInChina } from './format.ts';

const NAMES = { RESPONSIBLE: '责任', RETAINED: '仍做朋友' } as const;
/** On a phone a band has the whole width, with the name above it. */
const COLUMNS = { xs: 'minmax(0, 1fr)', sm: 'minmax(112px, 200px) minmax(0, 1fr)' };

/** Who has been this household’s friend (or whose friend a cadre has been): a band each, solid 负责, dashed 仍做朋友. */
export const TimelineBands = ({
  bands,
  today = todayInChina(),
}: {
  bands: readonly Band[];
  today?: string;
}) => {
  const axis = axisOf(bands, today);
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: COLUMNS, position: 'relative' }}>
      <Box component="span" sx={{ display: { xs: 'none', sm: 'block' } }} />
      <Box aria-hidden sx={{ position: 'relative', height: 24, overflow: 'hidden' }}>
        {axis.years.map((y, i) => (
          <Box
            key={y.year}
            sx={{
              position: 'absolute',
              left: `${String(y.at)}%`,
              pl: 0.5,
              typography: 'caption',
              color: 'text.disabled',
              // On a phone every third year has room, and none at the very end.
              display: { xs: i % 3 === 0 && y.at < 90 ? 'block' : 'none', md: 'block' },
            }}
          >
            {y.year}
          </Box>
        ))}
      </Box>
      {bands.map((band, i) => (
        <Row key={band.id} band={band} axis={axis} today={today} shade={Math.min(4, 5 - bands.length + i)} />
      ))}
    </Box>
  );
};

/** Earlier friends are paler; the present one is darkest. */
const Row = ({ band, axis, today, shade }: { band: Band; axis: Axis; today: string; shade: number }) => {
  const step = Math.max(2, shade);
  return (
    <>
      <Box sx={{ py: 0.25, pr: 1, minWidth: 0 }}>
        <b>{band.name}</b>
        {band.note && <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{band.note}</Box>}
      </Box>
      <Box sx={{ position: 'relative', minHeight: 40, overflow: 'hidden' }}>
        {axis.years.map((y) => (
          <Box
            key={y.year}
            aria-hidden
            sx={{
              position: 'absolute',
              top: 0,
              bottom: 0,
              left: `${String(y.at)}%`,
              borderLeft: 1,
              borderColor: 'divider',
            }}
          />
        ))}
        {band.spans.map((span) => {
          const left = placeOf(span.from, axis);
          const width = Math.max(0.5, placeOf(span.to ?? today, axis) - left);
          const solid = span.kind === 'RESPONSIBLE';
          const words = `${NAMES[span.kind]} ${formatSpan(span.from, span.to ?? today)}`;
          return (
            <Box
              key={`${span.kind}${span.from}`}
              role="img"
              aria-label={`${words}，${formatFullDate(span.from)}起${span.to ? `，到${formatFullDate(span.to)}` : ''}`}
              title={words}
              sx={(t) => ({
                position: 'absolute',
                top: 8,
                height: 24,
                left: `${String(left)}%`,
                width: `${String(width)}%`,
                px: width > 4 ? 1 : 0,
                display: 'flex',
                alignItems: 'center',
                typography: 'caption',
                whiteSpace: 'nowrap',
                overflow: 'hidden',
                borderRadius: '4px',
                ...(solid
                  ? {
                      bgcolor: t.palette.ramp[step],
                      color: step < 3 ? t.palette.text.primary : t.palette.rampInk,
                    }
                  : {
                      border: `1px dashed ${t.palette.edge}`,
                      color: t.palette.text.secondary,
                      bgcolor: t.palette.background.paper,
                    }),
              })}
            >
              <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {width > 6 ? (solid ? words : NAMES.RETAINED) : ''}
              </Box>
            </Box>
          );
        })}
        <Box
          aria-hidden
          title={`今天，${formatDate(today)}`}
          sx={{
            position: 'absolute',
            top: 0,
            bottom: 0,
            left: `${String(placeOf(today, axis))}%`,
            borderLeft: 2,
            borderColor: 'primary.main',
          }}
        />
      </Box>
    </>
  );
};

/** ■ 负责 ┄ 仍做朋友，不计责任 */
export const BandsLegend = () => (
  <Box sx={{ display: 'flex', gap: 2, typography: 'caption', color: 'text.secondary' }}>
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <Box
        aria-hidden
        sx={{ width: 20, height: 10, borderRadius: '2px', bgcolor: (t) => t.palette.ramp[3] }}
      />
      负责
    </Box>
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <Box
        aria-hidden
        sx={{ width: 20, height: 10, borderRadius: '2px', border: (t) => `1px dashed ${t.palette.edge}` }}
      />
      仍做朋友，不计责任
    </Box>
  </Box>
);
