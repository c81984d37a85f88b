/** The kinds of questions as chips and tags name them. */
export const REVIEW_KINDS: readonly { key: string; label: string }[] = [
  { key: '', label: '全部' },
  { key: 'OTHER_HEAD', label: '户主不同' },
  { key: 'OTHER_VILLAGE', label: '村不同' },
  { key: 'IDENTITY_TAKEN', label: '号码已在别户' },
  { key: 'OTHER_IDENTITY', label: '号码不同' },
  { key: 'OTHER_NAME', label: '姓名不同' },
  { key: 'ENDED', label: '已销户' },
  { key: 'SUPERIOR', label: '下级报来核查' },
  { key: 'REMARK', label: '备注有情况' },
  { key: 'OTHER_UNIT', label: '单位不同' },
  { key: 'UNKNOWN_RANK', label: '职级对不上' },
  { key: 'MISSING', label: '新名册里没有' },
];

export const kindLabel = (kind: string): string =>
  REVIEW_KINDS.find(({ key }) => key === kind)?.label ?? '要人定';
