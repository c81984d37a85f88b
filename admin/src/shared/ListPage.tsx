import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { List, Pagination, useListContext, type ListProps, type RaRecord } from 'react-admin';
import { Empty } from './Empty.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';
import { ExportList, type ExportListProps } from './ExportList.tsx';
import { PageHeading, type PageHeadingProps } from './PageHeading.tsx';
import { SortOnPhone, type SortChoice } from './SortOnPhone.tsx';

export interface ListPageProps extends Pick<
  ListProps,
  'filter' | 'filters' | 'filterDefaultValues' | 'sort' | 'perPage' | 'storeKey' | 'queryOptions'
> {
  heading: PageHeadingProps;
  /** Chips over the table, as a rule `<FilterChips>`. */
  chips?: ReactNode;
  /** At the right of the chips: `ColumnsButton`, a filter button. */
  tools?: ReactNode;
  /** What a phone may order the list by, where no heading can be clicked. */
  sorts?: readonly SortChoice[];
  /** Offers the list as a workbook; without it there is none. */
  exportAs?: ExportListProps['list'];
  /** The table, as a rule `<DataTable>`. */
  children: ReactNode;
}

/** A list as every list is: heading, chips with counts, the table in one card, pages. Worst first, one action a row. */
export const ListPage = ({
  heading,
  chips,
  tools,
  sorts,
  exportAs,
  children,
  perPage = 25,
  ...list
}: ListPageProps) => (
  <>
    <PageHeading {...heading} />
    <List
      {...list}
      perPage={perPage}
      title={false}
      actions={false}
      empty={false}
      exporter={false}
      pagination={<Pages />}
      error={<ListError />}
    >
      {(chips ?? tools ?? sorts ?? exportAs) && (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
            px: 1.5,
            py: 1,
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          {chips}
          <Box sx={{ flex: 1, display: { xs: 'none', sm: 'block' } }} />
          {sorts && <SortOnPhone choices={sorts} />}
          {(tools ?? exportAs) && (
            <Box
              sx={{
                display: 'flex',
                flexWrap: { xs: 'wrap', sm: 'nowrap' },
                alignItems: 'center',
                gap: 1,
                flex: { xs: '1 1 auto', sm: 'none' },
              }}
            >
              {tools}
              {exportAs && <ExportList list={exportAs} filter={list.filter ?? {}} />}
            </Box>
          )}
        </Box>
      )}
      {children}
    </List>
  </>
);

const Pages = () => <Pagination rowsPerPageOptions={[25, 50, 100]} />;

const ListError = () => {
  const { error, refetch } = useListContext();
  return (
    <Box sx={{ p: 2 }}>
      <ErrorNotice error={error} onRetry={() => void refetch()} />
    </Box>
  );
};

/** For `empty` of a `DataTable`: says what was filtered for and offers to clear it, or that there is nothing yet. */
export const ListEmpty = <R extends RaRecord>({
  none,
  nothingYet,
  next,
}: {
  none: string;
  nothingYet: string;
  next?: ReactNode;
}) => {
  const { filterValues, setFilters } = useListContext<R>();
  const filtered = Object.keys((filterValues ?? {}) as object).length > 0;
  return filtered ? (
    <Empty
      kind="none"
      title={none}
      next={
        <Button variant="outlined" onClick={() => setFilters({})}>
          清掉筛选
        </Button>
      }
    />
  ) : (
    <Empty kind="none" title={nothingYet} next={next} />
  );
};
