import { en } from './en.ts'
import { zh } from './zh.ts'

export type Language = 'zh' | 'en'
export type TextKey = keyof typeof zh

const DICTIONARIES: Record<Language, Record<TextKey, string>> = { zh, en }

/** The page's own words; what the app says comes in the app's language. `{n}` is filled from `params`. */
export function translate(
  language: Language,
  key: TextKey,
  params: Record<string, string | number> = {},
): string {
  return DICTIONARIES[language][key].replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap))
}
