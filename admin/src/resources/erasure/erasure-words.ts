import type { ErasureGround, ErasureState, ErasureSubject } from '@qinyou/schema';

export const SUBJECT: Readonly<Record<ErasureSubject, string>> = {
  CADRE: '干部',
  MEMBER: '家里一个人',
  HOUSEHOLD: '一整户',
};

/** 个人信息保护法 article 47, in the office's words. */
export const GROUND: Readonly<Record<ErasureGround, string>> = {
  CONSENT_WITHDRAWN: '本人撤回同意',
  PURPOSE_ENDED: '目的已经实现或不再需要',
  PERIOD_ENDED: '保存期限到了',
  UNLAWFUL: '处理违反法律或约定',
  OTHER_LAW: '别的法律要求（写在经过里）',
};

export const STATE: Readonly<Record<ErasureState, string>> = {
  ASKED: '等市里决定',
  WITHDRAWN: '收回了',
  REFUSED: '没同意',
  ERASED: '已删除',
};

export const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What an erasure does, said before it is asked for and before it is decided. */
export const WHAT_GOES =
  '姓名、证件号码、电话和它们的掩码、查找码、出生日期、备注和有关的说明都会抹掉，签过字的名单上也一样，账号停用；密钥一并销毁，谁也找不回来。';
export const WHAT_STAYS =
  '留下的只有编号、地点、结对的起止日期和各项合计，看不出是谁。恢复旧备份时会重新删除。';
