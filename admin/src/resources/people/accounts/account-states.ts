/** How somebody signs in, as the accounts and the grants say it. */
export const ACCOUNT_STATES: Readonly<Record<string, string>> = {
  NONE: '还没账号',
  CODE: '码已发，还没用',
  ACTIVE: '能登录',
  LOCKED: '连错锁住了',
  DISABLED: '已停用',
};
