import Download from '@mui/icons-material/FileDownloadOutlined';
import UploadFile from '@mui/icons-material/UploadFileOutlined';
import { Box, Button, Card, LinearProgress, Link, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';
import { ErrorNotice } from '../../shared/index.ts';
import { useYear } from '../../layout/area.ts';
import type { Run } from './steps.ts';
import { templateUrl, uploadRoster, UploadStopped, type Roster } from './upload.ts';

const ROSTERS: { kind: Roster; of: string; label: string }[] = [
  { kind: 'cadres', of: 'CADRES', label: '干部花名册' },
  { kind: 'households', of: 'HOUSEHOLDS', label: '农户花名册' },
];

interface UploadCardProps {
  current: readonly Run[];
  wide: boolean;
  onUploaded: (id: string) => void;
}

/** 选文件: a file is dropped or picked; the templates are beside it. */
export const UploadCard = ({ current, wide, onUploaded }: UploadCardProps) => {
  const [year] = useYear();
  const [busy, setBusy] = useState<Roster | null>(null);
  const [share, setShare] = useState(0);
  const stop = useRef<AbortController>(null);
  const [error, setError] = useState<Error | null>(null);
  const queries = useQueryClient();
  const send = async (kind: Roster, file: File) => {
    setBusy(kind);
    setShare(0);
    setError(null);
    stop.current = new AbortController();
    try {
      const id = await uploadRoster(kind, file, year, { onShare: setShare, signal: stop.current.signal });
      await queries.invalidateQueries({ queryKey: ['ask', 'importRuns'] });
      onUploaded(id);
    } catch (thrown) {
      if (!(thrown instanceof UploadStopped))
        setError(thrown instanceof Error ? thrown : new Error(String(thrown)));
    } finally {
      setBusy(null);
    }
  };
  const missing = ROSTERS.filter(({ of }) => !current.some((run) => run.kind === of));
  const offered = missing.length > 0 ? missing : ROSTERS;
  return (
    <Card
      component="section"
      aria-label="选文件"
      sx={{ p: 2, display: 'grid', gap: 1.5, gridColumn: wide ? '1 / -1' : undefined }}
    >
      <Typography variant="h2">选文件</Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr', sm: `repeat(${String(offered.length)}, 1fr)` },
        }}
      >
        {offered.map((roster) => (
          <DropZone
            key={roster.kind}
            {...roster}
            busy={busy === roster.kind}
            disabled={busy !== null}
            share={share}
            onStop={() => stop.current?.abort()}
            onFile={(file) => void send(roster.kind, file)}
          />
        ))}
      </Box>
      {error && <ErrorNotice error={error} />}
      <Typography variant="caption" color="text.secondary">
        .xlsx 或 .csv，最多
        20&nbsp;MB。先核对给你看，你说写入才写入。文件加密存放，只有你看得到，24&nbsp;小时后删掉。两个花名册先传哪个都行。
      </Typography>
    </Card>
  );
};

interface DropZoneProps {
  kind: Roster;
  label: string;
  busy: boolean;
  disabled: boolean;
  share: number;
  onFile: (file: File) => void;
  onStop: () => void;
}

const DropZone = ({ kind, label, busy, disabled, share, onFile, onStop }: DropZoneProps) => {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={(t) => ({
        display: 'grid',
        gap: 1,
        justifyItems: 'center',
        p: 2,
        border: '1px dashed',
        borderColor: over ? 'primary.main' : t.palette.edge,
        borderRadius: '8px',
        bgcolor: over ? t.palette.tint : t.palette.sub,
      })}
    >
      <b>{label}</b>
      <input
        ref={input}
        type="file"
        aria-label={`选${label}`}
        accept=".xlsx,.csv,.xls,.et,.txt"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      {busy ? (
        <Sending share={share} onStop={onStop} />
      ) : (
        <Button
          variant="outlined"
          startIcon={<UploadFile />}
          disabled={disabled}
          onClick={() => input.current?.click()}
        >
          选{label}
        </Button>
      )}
      <Typography variant="caption" color="text.secondary">
        拖到这里也行 ·{' '}
        <Link
          href={templateUrl(kind)}
          download
          sx={{ display: 'inline-flex', alignItems: 'center', verticalAlign: 'bottom' }}
        >
          <Download aria-hidden sx={{ fontSize: 16 }} />
          空白模板
        </Link>
      </Typography>
    </Box>
  );
};

const Sending = ({ share, onStop }: { share: number; onStop: () => void }) => (
  <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, width: '100%', maxWidth: 360 }}>
    <LinearProgress
      variant={share > 0 ? 'determinate' : 'indeterminate'}
      value={share * 100}
      aria-label="正在传"
      sx={{ flex: 1 }}
    />
    <Typography variant="caption" sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {Math.round(share * 100)}%
    </Typography>
    <Button size="small" onClick={onStop}>
      不传了
    </Button>
  </Box>
);
