import i18next from 'i18next'
import { en } from './en/index.ts'
import { showDay } from './show-day.ts'
import { zhCN } from './zh-CN/index.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

/** The one that is understood besides, in whatever is typed. */
export const otherLanguage = (language: Language): Language =>
  languages.find((each) => each !== language) ?? language

type Leaves<T, P extends string = ''> = {
  [K in keyof T & string]: T[K] extends string
    ? `${P}${K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K}`
    : Leaves<T[K], `${P}${K}.`>
}[keyof T & string]

/** Dotted path into the catalogs, such as `errors.notFound`. A key that is missing in a language is a type error. */
export type MessageKey = Leaves<typeof zhCN>
export type MessageParams = Record<string, string | number>
export type Translate = (key: MessageKey, params?: MessageParams) => string

const catalogs = i18next.createInstance()
// Texts are plain: each renderer escapes for its own medium, so i18next must not.
void catalogs.init({
  initAsync: false,
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  lng: 'zh-CN',
  fallbackLng: false,
  interpolation: { escapeValue: false },
  returnNull: false,
})

// A parameter that is a day, such as `{{until, day}}`, is given as an ISO day.
catalogs.services.formatter?.add('day', (day: string, language) => showDay(day, language ?? 'zh-CN'))

const fixed = Object.fromEntries(languages.map((l) => [l, catalogs.getFixedT(l)])) as Record<
  Language,
  ReturnType<typeof catalogs.getFixedT>
>

/** The texts of one language. Parameters are inserted as they are. */
export function speak(language: Language): Translate {
  const t = fixed[language]
  return (key, params) => t(key, params ?? {})
}

/** The closest language we have for a platform's locale such as `zh_TW` or `en-US`; undefined when none fits. */
export function findLanguage(locale: string): Language | undefined {
  if (/^zh/i.test(locale)) return 'zh-CN'
  if (/^en/i.test(locale)) return 'en'
  return undefined
}
