const KEY = 'qinyou.large';

/** Large mode is a larger root font size; every size in the theme follows it. Kept on this machine, signed in or not. */
export const largeText = {
  get: () => localStorage.getItem(KEY) === '1',
  set: (on: boolean) => {
    if (on) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
    largeText.apply();
  },
  apply: () => {
    document.documentElement.style.fontSize = largeText.get() ? '125%' : '';
  },
};
