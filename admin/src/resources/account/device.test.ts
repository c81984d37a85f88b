import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

it.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/140.0.0.0`, 'Windows 电脑，Edge 浏览器'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'Windows 电脑，Chrome 浏览器'],
  [`Mozilla/5.0 (Linux; Android 14; PHONE) ${CHROME} MicroMessenger/8.0.50`, '安卓手机，微信'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    'iPhone，Safari 浏览器',
  ],
  ['', '不认得的设备'],
  ['curl/8', '不认得的设备'],
])('%s → %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device));
