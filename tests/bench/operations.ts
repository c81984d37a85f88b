import { COUNTY } from './data.ts';
import type { Asked } from './stage.ts';

/** What is measured, in the words of each server. All three answer with the same people. */
const page = (totals: boolean): Asked => ({
  ours: () => ({
    query: `query Page($within: String!) { pairings(filter: { within: $within, standing: true }, page: { number: 1, size: 25 }) {
      items { id kind from cadre { id name unit { id name } } household { id headName village { id name parent { id name } } } } ${totals ? 'total' : ''} } }`,
    variables: { within: COUNTY },
  }),
  theirs: () => ({
    query: `query Page { allPairings(first: 25, condition: { toDate: null, withdrawnAt: null }, orderBy: [PATH_ASC, ROW_ID_ASC]) {
      nodes { rowId kind fromDate cadreByCadreIdAndCadrePath { rowId name unitByUnitIdAndPath { rowId name } }
        householdByHouseholdIdAndPath { rowId headName regionByRegionIdAndPath { rowId name regionByParentId { rowId name } } } } ${totals ? 'totalCount' : ''} } }`,
  }),
  bare: () => (totals ? '/total' : '/page'),
});

export const PAGE = page(false);
export const PAGE_WITH_TOTAL = page(true);

/** As the console's page of a household asks: places, members, friends of then and now, what was done and why. */
export const STORY: Asked = {
  ours: (id) => ({
    query: `query Story($id: ID!) { household(id: $id) { id version number headName villageGroup povertyStatus cause eligible need size remark
      places { id name level } members { id name relation birthDate identityMask phoneMask }
      friends { id kind from to source endReason cadre { id name unit { id name } } }
      history { id at action reason changes { field before after } } } }`,
    variables: { id },
  }),
  theirs: (id) => ({
    query: `query Story($id: UUID!) { householdByRowId(rowId: $id) { rowId version number headName villageGroup povertyStatus cause eligible need size remark
      regionByRegionIdAndPath { rowId name level regionByParentId { rowId name level regionByParentId { rowId name level regionByParentId { rowId name level } } } }
      householdMembersByHouseholdIdAndPath { nodes { rowId name relation birthDate identityMask phoneMask } }
      pairingsByHouseholdIdAndPath(orderBy: ROW_ID_DESC) { nodes { rowId kind fromDate toDate source endReason
        cadreByCadreIdAndCadrePath { rowId name unitByUnitIdAndPath { rowId name } } } } }
      allAuditEntries(condition: { subjectId: $id }, orderBy: ROW_ID_DESC, first: 50) { nodes { rowId at action reason before after } } }`,
    variables: { id },
  }),
  bare: (id) => `/story/${id}`,
};

/** 50 cadres of a county, each with every friend they have or had. */
export const NESTED: Asked = {
  ours: () => ({
    query: `query Cadres($within: String!) { cadres(filter: { within: $within }, page: { number: 1, size: 50 }) {
      items { id name rankTitle status unit { id name } friends { id kind from to household { id headName village { id name } } } } } }`,
    variables: { within: COUNTY },
  }),
  theirs: () => ({
    query: `query Cadres { allCadres(first: 50, orderBy: [PATH_ASC, ROW_ID_ASC]) { nodes { rowId name rankTitle status
      unitByUnitIdAndPath { rowId name } pairingsByCadreIdAndCadrePath(orderBy: ROW_ID_DESC) { nodes { rowId kind fromDate toDate
        householdByHouseholdIdAndPath { rowId headName regionByRegionIdAndPath { rowId name } } } } } } }`,
  }),
  bare: () => '/nested',
};

/** One friendship made, under the rules, with lock and audit row. `id` is `household cadre`. */
export const PAIR: Asked = {
  ours: (id) => ({
    query: `mutation Pair($input: PairInput!) { pair(input: $input) { pairing { id } } }`,
    variables: { input: { householdId: id.split(' ')[0], cadreId: id.split(' ')[1] } },
  }),
  theirs: (id) => ({
    query: `mutation Pair($home: UUID!, $friend: UUID!) { benchPair(input: { home: $home, friend: $friend }) { result { rowId } } }`,
    variables: { home: id.split(' ')[0], friend: id.split(' ')[1] },
  }),
  bare: (id) => `/pair/${id.replace(' ', '/')}`,
};
