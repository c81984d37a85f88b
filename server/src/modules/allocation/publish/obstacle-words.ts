import { RANK_WORDS } from '../../pairing/index.ts';
import type { AllocationBinding, AllocationBindingPair, AllocationFullRank } from '../binding.type.ts';

/** As many as a cell of a sheet bears. */
const SHOWN = 30;

/** What stood in the way, in sentences without their full stops; none where nothing did. */
export function obstacleWords(binding: AllocationBinding | null): string[] {
  if (!binding) return [];
  const { quotas, idle, byHand, byHandTotal } = binding;
  return [
    ...(quotas.length > 0 ? [`名额卡在：${cut(quotas.map(quotaWords), quotas.length)}`] : []),
    ...(idle.length > 0
      ? [`${idle.map(({ name }) => name).join('、')}每多 1 户要安排，就多 1 名干部有户`]
      : []),
    ...(byHandTotal > 0 ? [`手工定的挡着：${cut(byHand.map(pairWords), byHandTotal)}`] : []),
  ];
}

const cut = (words: readonly string[], total: number): string =>
  [...words.slice(0, SHOWN), ...(total > SHOWN ? [`还有 ${total - SHOWN} 条`] : [])].join('；');

function quotaWords({ name, sent, rank, full, households, officials, most }: AllocationFullRank): string {
  const brings = [
    ...(households > 0 ? [`给其中 ${households} 人任何 1 人加 1 个名额，多安排 1 户`] : []),
    ...(officials > 0 ? [`给其中 ${officials} 人任何 1 人加 1 个名额，他就有户`] : []),
    ...(most > 0 ? [`人人加 1 个，最多多安排 ${most} 户`] : []),
  ];
  return `${name}${sent ? '市派' : ''}${RANK_WORDS[rank]}已满 ${full} 人，${brings.join('，')}`;
}

function pairWords({
  kind,
  cadre,
  head,
  village,
  officials,
  households,
  sooner,
  kept,
}: AllocationBindingPair): string {
  const count = (n: number, more: string, less: string, unit: string) =>
    n === 0 ? [] : [`${n > 0 ? more : less} ${Math.abs(n)} ${unit}`];
  const gains = [
    ...count(officials, '多', '少', '名干部有户'),
    ...count(households, '多安排', '少安排', '户'),
    ...(sooner ? ['先轮到更急的一户'] : []),
    ...count(kept, '少换', '多换', '户'),
  ];
  const pair = `${cadre ?? '不归本级看的干部'}和${head ?? '不归本级看的一'}户${village === null ? '' : `（${village}）`}`;
  return `${kind === 'PIN' ? '不固定' : '不禁止'}${pair}，${gains.join('，')}`;
}
