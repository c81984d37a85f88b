import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import { Box } from '@mui/material';
import { ReweighingsDocument } from '@qinyou/schema';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Notice, ProgressBar, useAsk, withUnit } from '../../../shared/index.ts';

const LOOK_MS = 1500;
/** How long the end of it is worth a strip; after that the record tells. */
const NEWS_MS = 3_600_000;

/** What is being worked out anew after a change of weights, and that it is done. */
export const Reweighings = () => {
  const [opened] = useState(() => Date.now());
  const known = useAsk(ReweighingsDocument, {});
  const running = known.data?.reweighings.filter(({ finishedAt }) => !finishedAt) ?? [];
  useAsk(ReweighingsDocument, {}, { refetchInterval: running.length > 0 ? LOOK_MS : false });
  const [last] = known.data?.reweighings.filter(({ finishedAt }) => finishedAt) ?? [];
  const queries = useQueryClient();
  const ended = last?.id;
  useEffect(() => {
    // The record under the page gets its line when the work ends, which no write of this page tells it.
    if (ended) void queries.invalidateQueries({ queryKey: ['ask', 'settingHistory'] });
  }, [ended, queries]);
  const news = last?.finishedAt && opened - Date.parse(last.finishedAt) < NEWS_MS ? last : null;
  if (running.length === 0 && !news) return null;
  return (
    <Box sx={{ display: 'grid', gap: 1, mb: 1.5 }}>
      {running.map(({ id, label, done, total }) => (
        <ProgressBar
          key={id}
          label={`「${label}」正在按新的权重重算`}
          done={done}
          total={total}
          unit="户"
          hint="可以离开本页。服务重启也会接着算，看板一直是准的。"
        />
      ))}
      {news && running.length === 0 && (
        <Notice tone="green" icon={CheckCircleOutlined} role="status">
          「{news.label}」重算完了：看了 {withUnit(news.total, '户')}，{withUnit(news.changed, '户')}
          的困难程度变了。
        </Notice>
      )}
    </Box>
  );
};
