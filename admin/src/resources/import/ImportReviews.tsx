import { DecideImportReviewDocument, ImportReviewsDocument } from '@qinyou/schema';
import { Box, Button, Card, Link as Anchor, TablePagination, TextField } from '@mui/material';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import {
  Answer,
  ChipRow,
  Empty,
  PageHeading,
  Tag,
  formatMoment,
  useAsk,
  useIntent,
} from '../../shared/index.ts';

const KINDS: { key: string; label: string }[] = [
  { key: '', label: '全部' },
  { key: 'REMARK', label: '备注有情况' },
  { key: 'MISSING', label: '新名册里没有' },
  { key: 'OTHER_UNIT', label: '单位不同' },
  { key: 'OTHER_HEAD', label: '户主不同' },
  { key: 'OTHER_VILLAGE', label: '村不同' },
  { key: 'IDENTITY_TAKEN', label: '证件号码已在别户' },
  { key: 'SUPERIOR', label: '下级报来核查' },
];
const PAGE = 25;

/** A decision changes nothing by itself; where something has to follow, this says what and where. */
const WHAT_TO_DO: Readonly<Record<string, string>> = {
  OTHER_HEAD: '这一行没有写入。换了户主：点户名去改户主，再把名册传一次；填错了：改名册里的户编号。',
  OTHER_VILLAGE: '这一行没有写入。搬了村：点户名办迁移，再把名册传一次；填错了：改名册里的村。',
  IDENTITY_TAKEN: '这一行没有写入。点户名对照，改好错的一边，再把名册传一次。',
  SUPERIOR:
    '报来的一边没有写入。对照两边的证件：号码该归报来的一边，就先在另一边改掉，再请报的人重填或重传；该归另一边，请报的人改。',
};

/** 待核的事: what rosters asked. Nothing has changed by them; a decision is a sentence, and the change itself is made on the person's page. */
const ImportReviews = () => {
  const [params, setParams] = useSearchParams();
  const [page, setPage] = useState(0);
  const kind = params.get('kind') ?? '';
  const reviews = useAsk(ImportReviewsDocument, {
    filter: kind ? { kind } : {},
    page: { number: page + 1, size: PAGE },
    withTotal: true,
  });
  return (
    <>
      <PageHeading
        title="待核的事"
        crumbs={[{ label: '导入花名册', to: '/import' }, { label: '待核的事' }]}
      />
      <Box sx={{ mb: 1.5 }}>
        <ChipRow
          label="哪一种"
          choices={KINDS}
          chosen={kind}
          onChoose={(key) => {
            setPage(0);
            setParams(key ? { kind: key } : {}, { replace: true });
          }}
        />
      </Box>
      <Card>
        <Answer of={reviews} rows={6}>
          {({ importReviews }) =>
            importReviews.items.length === 0 ? (
              <Empty kind="good" title="没有要定的事" />
            ) : (
              <>
                {importReviews.items.map((review) => (
                  <Review key={review.id} review={review} />
                ))}
                <TablePagination
                  component="div"
                  count={importReviews.total ?? 0}
                  page={page}
                  rowsPerPage={PAGE}
                  rowsPerPageOptions={[PAGE]}
                  onPageChange={(_event, next) => setPage(next)}
                />
              </>
            )
          }
        </Answer>
      </Card>
    </>
  );
};

interface ReviewProps {
  review: {
    id: string;
    kind: string;
    subjectType: string;
    subjectId?: string | null;
    otherId?: string | null;
    otherName?: string | null;
    name: string;
    message: string;
    row?: number | null;
    createdAt: string;
    version: number;
  };
}

const Review = ({ review }: ReviewProps) => {
  const [note, setNote] = useState('');
  const decide = useIntent(DecideImportReviewDocument, { said: () => `${review.name}：记下了` });
  const label = KINDS.find(({ key }) => key === review.kind)?.label ?? '要人定';
  const page = review.subjectType === 'CADRE' ? 'cadres' : 'households';
  return (
    <Box
      component="article"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 1.25,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          {review.subjectId ? (
            <Anchor component={Link} to={`/${page}/${review.subjectId}/show`} sx={{ fontWeight: 600 }}>
              {review.name}
            </Anchor>
          ) : (
            <b>{review.name}</b>
          )}
          <Tag>{label}</Tag>
          <Box component="span" sx={{ typography: 'caption', color: 'text.secondary' }}>
            {formatMoment(review.createdAt)}
            {review.row != null && ` · 名册第 ${String(review.row)} 行`}
          </Box>
        </Box>
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>{review.message}</Box>
        {review.otherId && (
          <Box sx={{ typography: 'body2' }}>
            现在登记在：
            <Anchor component={Link} to={`/${page}/${review.otherId}/show`}>
              {review.otherName ?? '看这一边'}
            </Anchor>
          </Box>
        )}
        {WHAT_TO_DO[review.kind] && (
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{WHAT_TO_DO[review.kind]}</Box>
        )}
      </Box>
      <TextField
        label="怎么定的"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        sx={{ flex: '1 1 200px', maxWidth: 320 }}
      />
      <Button
        variant="outlined"
        disabled={note.trim().length < 2 || decide.pending}
        onClick={() =>
          void decide.run({ input: { id: review.id, version: review.version, note: note.trim() } })
        }
      >
        记下，不再列
      </Button>
    </Box>
  );
};

export default ImportReviews;
