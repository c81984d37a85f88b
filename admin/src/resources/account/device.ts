/** Signs of browsers and systems in what a browser calls itself, the telling ones first: many claim to be others too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg/, 'Edge 浏览器'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/360SE|360EE|QihooBrowser/, '360 浏览器'],
  [/Firefox/, 'Firefox 浏览器'],
  [/Chrome|Chromium/, 'Chrome 浏览器'],
  [/Safari/, 'Safari 浏览器'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, '安卓手机'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows 电脑'],
  [/Mac OS/, 'Mac 电脑'],
  [/Linux/, 'Linux 电脑'],
];

const first = (signs: typeof BROWSERS, text: string) => signs.find(([sign]) => sign.test(text))?.[1];

/** A browser and its machine in words: Windows 电脑，Edge 浏览器. */
export const deviceOf = (userAgent: string): string =>
  [first(SYSTEMS, userAgent), first(BROWSERS, userAgent)].filter(Boolean).join('，') || '不认得的设备';
