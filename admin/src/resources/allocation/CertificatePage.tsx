import Print from '@mui/icons-material/PrintOutlined';
import { Box, Button } from '@mui/material';
import { AllocationCertificateDocument, type AllocationCertificateQuery } from '@qinyou/schema';
import { useParams } from 'react-router-dom';
import {
  Answer,
  DownloadButton,
  formatFullDate,
  formatMoment,
  PageHeading,
  Section,
  withUnit,
  useAsk,
} from '../../shared/index.ts';
import { titleOf } from './allocation-words.ts';
import { CertificatePlaces } from './CertificatePlaces.tsx';
import { CountsBar } from './run/CountsBar.tsx';
import { Obstacles } from './run/Obstacles.tsx';
import { Fact, StageTable } from './run/ProofCard.tsx';

/** All of them but in the largest city. */
const SHOWN = 120;
type Certificate = AllocationCertificateQuery['allocationCertificate'];

/** 分配证明 (R9): on the screen, on paper, and as a workbook. */
const CertificatePage = () => {
  const { id = '' } = useParams();
  return (
    <Answer of={useAsk(AllocationCertificateDocument, { id }, { keep: false })} rows={12}>
      {({ allocationCertificate }) => <Sheet certificate={allocationCertificate} />}
    </Answer>
  );
};

const Sheet = ({ certificate: c }: { certificate: Certificate }) => {
  const disputed = c.places.reduce(
    (sum, { level, duplicates }) => sum + (level === 'COUNTY' ? (duplicates ?? 0) : 0),
    0,
  );
  return (
    <>
      <PageHeading
        title={`${titleOf(c)}证明`}
        crumbs={[
          { label: '统筹分配', to: '/allocation' },
          { label: titleOf(c), to: `/allocation/${c.id}` },
          { label: '证明' },
        ]}
        beside={`${c.publishedBy} ${formatMoment(c.publishedAt)} 发布，新结对从 ${formatFullDate(c.from)}起算`}
        actions={
          <>
            <DownloadButton address={`/download/allocation/${c.id}`} what="分配证明" label="下载 Excel" />
            <Button variant="contained" startIcon={<Print />} onClick={() => window.print()}>
              打印
            </Button>
          </>
        }
      />
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <CountsBar counts={c.counts} />
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
          }}
        >
          <Section title="守住了什么">
            <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
              <Fact good={c.duplicates === 0}>
                {c.duplicates === 0 ? '没有一户结了两名干部' : `${withUnit(c.duplicates, '户')}结了两名干部`}
              </Fact>
              <Fact good={c.uncovered === 0}>
                {c.uncovered === 0 ? '换人的户一天没有断档' : `${withUnit(c.uncovered, '户')}断了档`}
              </Fact>
              <Fact good={c.overQuota === 0}>
                {c.overQuota === 0
                  ? '没有一人因新结对超名额'
                  : `${withUnit(c.overQuota, '人')}因新结对超了名额`}
              </Fact>
              {c.sentHouseholds > 0 && (
                <Fact good>
                  {`市派干部 ${withUnit(c.sentCadres, '名')}，这次接了 ${withUnit(c.sentHouseholds, '户')}`}
                </Fact>
              )}
              <Fact good={c.counts.officialsAfter === 0}>
                {c.counts.officialsAfter === 0
                  ? '在岗干部都有户，今年不安排的不算'
                  : `${withUnit(c.counts.officialsAfter, '名')}在岗干部还没有户`}
              </Fact>
              {disputed > 0 && (
                <Fact good={false}>{`看板上「有两名干部」的还有 ${withUnit(disputed, '户')}没定`}</Fact>
              )}
              <Fact good={c.counts.waiting === 0}>
                {c.counts.waiting === 0
                  ? '每户都有干部'
                  : `还有 ${withUnit(c.counts.waiting, '户')}没有干部，原因在下面`}
              </Fact>
            </Box>
          </Section>
          <Section
            title="没有更好的办法"
            hint={c.proven ? '每一层达到的都是最好的' : '有一层还没有证明'}
            footer="从前到后，前一层先满足；差是 0，就没有更好的办法"
          >
            <StageTable stages={c.stages} />
          </Section>
        </Box>
        {(c.counts.waiting > 0 || c.counts.officialsAfter > 0 || (c.binding?.byHandTotal ?? 0) > 0) && (
          <Section title="卡在哪里" hint="每条单独看：只改这一条，结果就是这样">
            <Obstacles of={c} most={SHOWN} />
          </Section>
        )}
        <CertificatePlaces certificate={c} />
        <Section title="校验码" hint="同样的数据和设置，再算得到同样的校验码">
          <Digest label="问的是什么" value={c.inputDigest} />
          <Digest label="问的和算出来的" value={c.resultDigest} />
        </Section>
      </Box>
    </>
  );
};

const Digest = ({ label, value }: { label: string; value: string }) => (
  <Box sx={{ typography: 'body2', overflowWrap: 'anywhere', '& + &': { mt: 0.5 } }}>
    <Box component="span" sx={{ color: 'text.secondary', mr: 1 }}>
      {label}
    </Box>
    <code>{value}</code>
  </Box>
);

export default CertificatePage;
