import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { showsChinese } from './chinese-font.ts';

/** Where a browser was found, and what it needs beside the usual options. */
interface Found {
  executablePath: string;
  env?: Record<string, string>;
}

/** Exact versions of the npm way; they are fetched only where the machine has no browser and apt cannot bring one. */
const NPM_PACKAGES = ['@sparticuz/chromium@153.0.0', '@expo-google-fonts/noto-sans-sc@0.4.3'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const folder = join(import.meta.dirname, '../.tmp/browser');

/**
 * A running Chromium that shows Chinese: the machine's own, else Debian's (as root), else one from npm.
 * @throws where none of the three works, with what each of them said
 */
export async function launchChromium(): Promise<Browser> {
  const said: string[] = [];
  for (const [way, find] of [
    ['这台机器上的 Chromium', findInstalled],
    ['apt-get 安装 chromium 和 fonts-noto-cjk', installWithApt],
    ['从 npm 安装 @sparticuz/chromium', installWithNpm],
  ] as const) {
    try {
      return await launch(find());
    } catch (error) {
      said.push(`${way}：${error instanceof Error ? error.message.trim().split('\n')[0] : String(error)}`);
    }
  }
  throw new Error(
    `浏览器测试需要 Chromium 和一套中文字体，三种办法都没有成功：\n- ${said.join('\n- ')}\n` +
      '请手工装好 chromium 和 fonts-noto-cjk（或者 libnss3、libnspr4 后再试 npm 的办法），再运行 npm test。',
  );
}

async function launch({ executablePath, env }: Found): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath,
    // Where no locale is set, Chromium calls every file with a Chinese name "download".
    env: { ...process.env, ...env, TZ: 'Asia/Shanghai', LC_ALL: 'C.UTF-8' },
    args: process.getuid?.() === 0 || env ? ['--no-sandbox', ...FLAGS] : FLAGS,
  });
  if (await showsChinese(browser)) return browser;
  await browser.close();
  throw new Error('没有中文字体');
}

function findInstalled(): Found {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [MAC, ...NAMES.flatMap((name) => folders.map((path) => join(path, name)))];
  const executablePath = candidates.find((candidate) => existsSync(candidate));
  if (!executablePath) throw new Error('没有找到');
  return { executablePath };
}

function installWithApt(): Found {
  if (process.getuid?.() !== 0) throw new Error('不是 root，不能安装');
  console.log('正在用 apt-get 安装 chromium 和 fonts-noto-cjk，约需一两分钟……');
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
  return findInstalled();
}

/** npm's build is made for a cloud service: it unpacks itself where TMPDIR says, and brings NSS along only when told it is there. */
function installWithNpm(): Found {
  mkdirSync(join(folder, 'unpacked'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  if (!existsSync(join(folder, 'node_modules/@sparticuz/chromium'))) {
    console.log('正在从 npm 安装 Chromium 和中文字体，约 170 MB……');
    run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--no-save', ...NPM_PACKAGES]);
  }
  const script = "console.log(await (await import('@sparticuz/chromium')).default.executablePath())";
  const unpacked = join(folder, 'unpacked');
  const output = run(
    process.execPath,
    ['--input-type=module', '-e', script],
    { TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    folder,
  );
  const fonts = join(folder, 'node_modules/@expo-google-fonts/noto-sans-sc');
  const config = join(folder, 'fonts.conf');
  writeFileSync(
    config,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
      `<dir>${fonts}/400Regular</dir><dir>${fonts}/700Bold</dir><dir>${unpacked}/fonts</dir>` +
      `<cachedir>${folder}/font-cache</cachedir></fontconfig>\n`,
  );
  const libraries = [join(unpacked, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executablePath: output.trim(), env: { FONTCONFIG_FILE: config, LD_LIBRARY_PATH: libraries } };
}

function run(command: string, args: string[], env: Record<string, string> = {}, cwd?: string): string {
  const done = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  if (done.status === 0) return done.stdout;
  const words = `${done.stderr ?? ''}`.trim().split('\n').at(-1);
  throw new Error(`${command} 没有成功（${done.error?.message ?? words ?? done.status}）`);
}
