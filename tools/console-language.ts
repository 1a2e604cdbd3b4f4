import { policyFileOf, readGiven } from '../src/config.ts'
import { findLanguage, type Language } from '../src/i18n/translate.ts'
import { readLanguage } from '../src/services/policy/read-language.ts'

/** Asked for with `--lang`, else the terminal's where it is one of ours, else the policy's. */
export async function readConsoleLanguage(asked: string | undefined): Promise<Language> {
  const given = readGiven()
  const locales = [asked, given.LC_ALL, given.LANG]
  const found = locales.map((locale) => findLanguage(locale ?? '')).find((language) => language)
  return found ?? readLanguage(policyFileOf(given))
}
