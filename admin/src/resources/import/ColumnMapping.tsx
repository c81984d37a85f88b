import ArrowForward from '@mui/icons-material/ArrowForward';
import { ChooseImportColumnsDocument } from '@qinyou/schema';
import { Box, Button, MenuItem, Select } from '@mui/material';
import { useState } from 'react';
import { Section, useIntent, withUnit } from '../../shared/index.ts';
import { isBusy, type Run } from './steps.ts';

const NOT_IMPORTED = '';

/** 对列: what each column is taken for; a choice is checked again at once. */
export const ColumnMapping = ({ run }: { run: Run }) => {
  const columns = run.columns.filter(({ by }) => by !== 'EXTRA');
  const matched = columns.filter(({ field }) => field);
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? run.missingColumns.length > 0;
  const choose = useIntent(ChooseImportColumnsDocument);
  const set = (column: number, field: string) => {
    setOpened(true); // stays open under the hands of whoever corrects it, also when nothing is missing any more
    void choose.run({
      input: { id: run.id, choices: [{ column, field: field === NOT_IMPORTED ? null : field }] },
    });
  };
  const rest = columns.length - matched.length;
  const missing = run.missingColumns.length > 0 ? `还差${run.missingColumns.join('、')}` : '不对就点开改';
  return (
    <Section
      title="对列"
      hint={`${withUnit(columns.length, '列')}对上 ${withUnit(matched.length, '列')}${rest > 0 ? `，${withUnit(rest, '列')}不导入` : ''}；${missing}`}
      aside={
        <Button size="small" aria-expanded={open} onClick={() => setOpened(!open)}>
          {open ? '收起' : '展开'}
        </Button>
      }
      padded={false}
    >
      {open && (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))' }}>
          {columns.map(({ column, header, field }) => (
            <Box
              key={column}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 0.75,
                px: 2,
                py: 0.5,
                borderRight: 1,
                borderBottom: 1,
                borderColor: 'divider',
                minWidth: 0,
              }}
            >
              <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {header}
              </Box>
              <ArrowForward aria-hidden sx={{ fontSize: 16, color: 'text.disabled' }} />
              <Select
                variant="standard"
                disableUnderline
                value={field ?? NOT_IMPORTED}
                displayEmpty
                readOnly={choose.pending || isBusy(run)} // switched off it would lose the focus
                inputProps={{ 'aria-label': `「${header}」这一列是` }}
                onChange={(event) => set(column, event.target.value)}
                sx={{
                  flex: 1,
                  minWidth: 96,
                  fontWeight: field ? 600 : 400,
                  color: field ? 'text.primary' : 'text.secondary',
                }}
              >
                <MenuItem value={NOT_IMPORTED}>不导入</MenuItem>
                {run.fields.map((option) => (
                  <MenuItem key={option.field} value={option.field}>
                    {option.label}
                    {option.required ? '（必填）' : ''}
                  </MenuItem>
                ))}
              </Select>
            </Box>
          ))}
        </Box>
      )}
    </Section>
  );
};
