import ContentCopy from '@mui/icons-material/ContentCopyOutlined';
import FileDownload from '@mui/icons-material/FileDownloadOutlined';
import Print from '@mui/icons-material/PrintOutlined';
import {
  Box,
  Button,
  Card,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
} from '@mui/material';
import { UnitConfirmationsDocument, type UnitConfirmationCardFragment } from '@qinyou/schema';
import { useRef } from 'react';
import { useNotify } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { useArea, useYear } from '../../layout/area.ts';
import { useStanding } from '../../layout/standing.ts';
import {
  Answer,
  copyText,
  Empty,
  PageHeading,
  saveAs,
  Section,
  stackedOnPhone,
  useAsk,
  withUnit,
} from '../../shared/index.ts';
import { owes, reminderCsv, reminderText } from './reminder.ts';

/** More units than any office countersigns. */
const ALL = 1000;

/** 催办: the units whose liaison has still to confirm, to be printed, saved, or pasted into a message. */
const RemindPage = () => {
  const [params] = useSearchParams();
  const [area] = useArea();
  const [year] = useYear();
  const given = params.get('within');
  const within = given?.startsWith(area.path) ? given : area.path;
  const units = useAsk(UnitConfirmationsDocument, {
    filter: { year, within, chip: 'UNCONFIRMED' },
    page: { number: 1, size: ALL },
  });
  const back = `/confirmation?county=${encodeURIComponent(within)}`;
  return (
    <Answer of={units} rows={12}>
      {({ unitConfirmations: { items } }) =>
        items[0] ? (
          <Loaded units={items} year={items[0].year} back={back} />
        ) : (
          <>
            <PageHeading title="催办" crumbs={[{ label: '年度确认', to: back }, { label: '催办' }]} />
            <Card>
              <Empty
                kind="good"
                title="单位都确认了，不用催"
                next={
                  <Button component={Link} to={back} variant="outlined">
                    回年度确认
                  </Button>
                }
              />
            </Card>
          </>
        )
      }
    </Answer>
  );
};

const Loaded = ({
  units,
  year,
  back,
}: {
  units: readonly UnitConfirmationCardFragment[];
  year: number;
  back: string;
}) => {
  const notify = useNotify();
  const text = useRef<HTMLTextAreaElement>(null);
  const deadline = useStanding()?.confirmation.deadline;
  const copy = async () => {
    const done = text.current !== null && (await copyText(text.current));
    notify(done ? '催办的话复制好了，去粘贴就行' : '浏览器不让复制。文字已经选中，按 Ctrl C', {
      type: done ? 'success' : 'warning',
    });
  };
  const save = () => {
    saveAs(
      `没确认的单位（${String(year)} 年度）.csv`,
      new Blob([reminderCsv(units)], { type: 'text/csv;charset=utf-8' }),
    );
  };
  return (
    <>
      <PageHeading
        title={`还没确认的 ${withUnit(units.length, '个')}单位`}
        crumbs={[{ label: '年度确认', to: back }, { label: '催办' }]}
        beside={`${String(year)} 年度；联络员登录后首页就有这件待办`}
        actions={
          <>
            <Button variant="outlined" startIcon={<Print />} onClick={() => window.print()}>
              打印
            </Button>
            <Button variant="outlined" startIcon={<FileDownload />} onClick={save}>
              存成表格
            </Button>
            <Button variant="contained" startIcon={<ContentCopy />} onClick={() => void copy()}>
              复制催办的话
            </Button>
          </>
        }
      />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
          '@media print': { display: 'block' },
        }}
      >
        <Card component="section" aria-label="没确认的单位">
          <Table size="small" sx={stackedOnPhone}>
            <TableHead>
              <TableRow>
                <TableCell align="right">序号</TableCell>
                <TableCell>单位</TableCell>
                <TableCell>联络员</TableCell>
                <TableCell>还差什么</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {units.map((unit, i) => (
                <TableRow key={unit.id}>
                  <TableCell align="right" data-quiet>
                    {i + 1}
                  </TableCell>
                  <TableCell component="th" scope="row">
                    <Link to={`/confirmation/unit/${unit.id}`}>{unit.name}</Link>
                  </TableCell>
                  <TableCell data-label="联络员">{unit.liaisons.join('、') || '还没定'}</TableCell>
                  <TableCell data-label="还差">{owes(unit)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
        <Box className="no-print">
          <Section title="催办的话" hint="粘到微信群或短信里">
            <TextField
              fullWidth
              multiline
              minRows={6}
              maxRows={20}
              inputRef={text}
              value={deadline ? reminderText({ year, deadline, units }) : ''}
              slotProps={{ input: { readOnly: true }, htmlInput: { 'aria-label': '催办的话' } }}
            />
          </Section>
        </Box>
      </Box>
    </>
  );
};

export default RemindPage;
