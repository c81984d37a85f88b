import { ImportReviewsDocument } from '@qinyou/schema';
import { Box, Card, TablePagination } from '@mui/material';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Answer, ChipRow, Empty, PageHeading, useAsk, useFocusKept } from '../../shared/index.ts';
import { ReviewRow } from './ReviewRow.tsx';
import { REVIEW_KINDS } from './review-kinds.ts';

const PAGE = 25;

/** 待核的事: what rosters asked of this office. Of a row that waits a decision writes it or destroys it; else it is taken note of. */
const ImportReviews = () => {
  const [params, setParams] = useSearchParams();
  const [page, setPage] = useState(0);
  const area = useFocusKept<HTMLDivElement>();
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
          choices={REVIEW_KINDS}
          chosen={kind}
          onChoose={(key) => {
            setPage(0);
            setParams(key ? { kind: key } : {}, { replace: true });
          }}
        />
      </Box>
      <Card ref={area}>
        <Answer of={reviews} rows={6}>
          {({ importReviews }) =>
            importReviews.items.length === 0 ? (
              <Empty kind="good" title="没有要定的事" />
            ) : (
              <>
                {importReviews.items.map((review) => (
                  <ReviewRow key={`${review.id} ${review.version}`} review={review} />
                ))}
                {(importReviews.total ?? 0) > PAGE && (
                  <TablePagination
                    component="div"
                    count={importReviews.total ?? 0}
                    page={page}
                    rowsPerPage={PAGE}
                    rowsPerPageOptions={[PAGE]}
                    labelDisplayedRows={({ from, to, count }) => `第 ${from}–${to} 件，共 ${count} 件`}
                    onPageChange={(_event, next) => setPage(next)}
                  />
                )}
              </>
            )
          }
        </Answer>
      </Card>
    </>
  );
};

export default ImportReviews;
