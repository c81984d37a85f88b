import * as as from '../case.ts';
import type { Reply } from '../case.ts';

const { act, input, list, nothing, shows, uploader } = as;

const NOTE = '试一试';
const offices = { territory: as.OFFICES };

const its = (within: Reply | string) => act(uploader, within);

export const importCases: Record<string, as.Case> = {
  importRuns: {
    who: offices,
    variables: nothing,
    reply: (asker) => (uploader(asker) ? shows(['run']) : shows([], { importRuns: { total: 0 } })),
  },
  importRun: { who: offices, variables: ({ runId }) => ({ id: runId }), reply: its(shows(['run'])) },
  importRows: {
    who: offices,
    variables: ({ runId }) => ({ id: runId }),
    reply: its(shows([], { importRows: { total: 0 } })),
  },
  importUnmatched: {
    who: offices,
    variables: ({ runId }) => ({ id: runId }),
    reply: its(shows(['official', 'claim'])),
  },
  chooseImportColumns: {
    who: offices,
    variables: input(({ runId }) => ({ id: runId, choices: [] })),
    reply: its('CONFLICT'),
  },
  acceptImportSuggestions: {
    who: offices,
    variables: input(({ runId }) => ({ id: runId, cells: [] })),
    reply: its('CONFLICT'),
  },
  writeImport: {
    who: offices,
    variables: input(({ runId }) => ({ id: runId })),
    reply: its(shows(['run'])), // it is being written already
  },
  leaveImport: { who: offices, variables: input(({ runId }) => ({ id: runId })), reply: its('CONFLICT') },
  importReviews: { who: offices, variables: nothing, reply: list(['head']) },
  decideImportReview: {
    who: offices,
    variables: input(({ reviewId }) => ({ id: reviewId, note: NOTE, version: 9 })),
    reply: act(as.house, 'CONFLICT'),
  },
};
