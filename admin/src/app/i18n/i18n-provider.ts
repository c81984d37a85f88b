import polyglotI18nProvider from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import type { I18nProvider } from 'react-admin';
import type { ConsoleModule } from '../module.ts';
import { zh } from './zh.ts';

/** Chinese first, English second; resources and fields are called what their modules call them. */
export const makeI18nProvider = (modules: readonly ConsoleModule[]): I18nProvider => {
  const resources = Object.fromEntries(
    modules.flatMap((m) => m.resources).map((r) => [r.name, { name: r.label, fields: r.fields ?? {} }]),
  );
  const bundles = { zh: { ...zh, resources }, en: { ...english, resources } };
  return polyglotI18nProvider(
    (locale) => (locale === 'en' ? bundles.en : bundles.zh),
    'zh',
    [
      { locale: 'zh', name: '中文' },
      { locale: 'en', name: 'English' },
    ],
    { allowMissing: true },
  );
};
