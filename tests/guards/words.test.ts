import { expect, it } from 'vitest';
import { CADRE_KIND, CADRE_STATUS, RANK } from '../../admin/src/resources/people/people-words.ts';
import {
  CADRE_KIND_WORDS,
  CADRE_STATUS_WORDS,
  RANK_WORDS,
} from '../../server/src/modules/pairing/sheet/list-sheet.ts';

it.each([
  ['status', CADRE_STATUS, CADRE_STATUS_WORDS],
  ['kind', CADRE_KIND, CADRE_KIND_WORDS],
  ['rank', RANK, RANK_WORDS],
])('a cadre’s %s has one name on pages and in workbooks', (_what, page, workbook) => {
  expect(workbook).toEqual(page);
});
