import { Box, Button, Checkbox } from '@mui/material';
import type { UnitYearFragment } from '@qinyou/schema';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useMay } from '../../providers/session.ts';
import { formatMoment, Light, Section, useAnchor, useFocusKept, withUnit } from '../../shared/index.ts';
import { REPORT_WORDS } from './confirmation-words.ts';
import { ReportOfficialsDialog } from './ReportOfficialsDialog.tsx';
import { WithdrawWaiverDialog } from './WithdrawWaiverDialog.tsx';

type Official = UnitYearFragment['officials'][number];

/** Officials without a friend: the liaison reports them, the office places or excuses them. */
export const OfficialsCard = ({ year: { unit, officials } }: { year: UnitYearFragment }) => {
  const mayReport = useMay('confirmation.confirm');
  const mayPlace = useMay('pairing.change');
  const mayWaive = useMay('pairing.waive');
  const open = officials.filter((one) => one.waivedReason === null);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const picked = chosen ?? open.filter((one) => one.reportedAt === null).map(({ id }) => id);
  const [asking, setAsking] = useState(false);
  const [back, setBack] = useState<Official | null>(null);
  useAnchor('officials', true);
  const area = useFocusKept();
  const toggle = (id: string) =>
    setChosen(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  return (
    <Section
      ref={area}
      title={
        <Box component="span" id="officials" tabIndex={-1} sx={{ scrollMarginTop: 72 }}>
          没有朋友的干部
        </Box>
      }
      hint={open.length > 0 ? `${withUnit(open.length, '人')}还没说明原因` : '都说明原因了'}
      padded={false}
      aside={
        mayReport && picked.length > 0 ? (
          <Button variant="outlined" onClick={() => setAsking(true)}>
            上报 {withUnit(picked.length, '人')}
          </Button>
        ) : mayPlace && open.length > 0 ? (
          <Button component={Link} to={`/board?by=UNIT&unit=${unit.id}&kind=OFFICIAL`}>
            去安排或说明原因
          </Button>
        ) : null
      }
    >
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {officials.map((official) => (
          <Box
            component="li"
            key={official.id}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 1.5,
              minHeight: 40,
              px: 2,
              py: 0.5,
              '& + &': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            {mayReport && official.waivedReason === null && (
              <Checkbox
                size="small"
                sx={{ ml: -1 }}
                checked={picked.includes(official.id)}
                onChange={() => toggle(official.id)}
                slotProps={{ input: { 'aria-label': `选${official.name}` } }}
              />
            )}
            <Box sx={{ flex: '1 1 160px' }}>
              <b>{official.name}</b>
              <Box component="span" sx={{ typography: 'caption', color: 'text.secondary', ml: 1 }}>
                {official.rankTitle}
              </Box>
            </Box>
            <Standing official={official} />
            {mayWaive && official.waivedReason !== null && (
              <Button
                size="small"
                aria-label={`撤回${official.name}的情况说明`}
                onClick={() => setBack(official)}
              >
                撤回说明
              </Button>
            )}
          </Box>
        ))}
      </Box>
      {back && <WithdrawWaiverDialog year={unit.year} official={back} onClose={() => setBack(null)} />}
      {asking && (
        <ReportOfficialsDialog
          unitId={unit.id}
          year={unit.year}
          officeName={unit.officeName}
          cadreIds={picked}
          onClose={() => {
            setAsking(false);
            setChosen(null);
          }}
        />
      )}
    </Section>
  );
};

const Standing = ({
  official: { waivedReason, reportedAt, reportReason, reportNote },
}: {
  official: Official;
}) => {
  if (waivedReason) return <Light lamp="GREEN" word="已说明" reason={REPORT_WORDS[waivedReason] ?? ''} />;
  if (!reportedAt) return <Light lamp="RED" word="没上报" />;
  const why = reportReason ? (REPORT_WORDS[reportReason] ?? '') : '请安排';
  return (
    <Light
      lamp="YELLOW"
      word="已上报"
      reason={`${why}${reportNote ? `：${reportNote}` : ''}，${formatMoment(reportedAt)}`}
    />
  );
};
