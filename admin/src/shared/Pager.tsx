import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import { Box, IconButton } from '@mui/material';
import { formatNumber } from './format.ts';

export interface PagerProps {
  /** From 1. */
  page: number;
  size: number;
  total: number;
  /** 个, 户, 对 */
  unit: string;
  /** Rows beyond which the server turns no page; a narrower filter shows them. */
  deepest?: number;
  onPage: (page: number) => void;
}

/** The foot of a list: 第 1–10 个，共 58 个 ‹ 1 / 6 ›; of a short one only how many there are. */
export const Pager = ({ page, size, total, unit, deepest = Infinity, onPage }: PagerProps) => {
  const last = Math.max(1, Math.ceil(Math.min(total, deepest) / size));
  if (total === 0) return null;
  return (
    <>
      <span>
        {last > 1 &&
          `第 ${formatNumber((page - 1) * size + 1)}–${formatNumber(Math.min(total, page * size))} ${unit}，`}
        共 {formatNumber(total)} {unit}
        {page >= last && total > deepest && '，缩小范围才能往下看'}
      </span>
      <Box sx={{ flex: 1 }} />
      {last > 1 && (
        <>
          <IconButton size="small" aria-label="上一页" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft />
          </IconButton>
          <span>
            {formatNumber(page)} / {formatNumber(last)}
          </span>
          <IconButton
            size="small"
            aria-label="下一页"
            disabled={page >= last}
            onClick={() => onPage(page + 1)}
          >
            <ChevronRight />
          </IconButton>
        </>
      )}
    </>
  );
};
