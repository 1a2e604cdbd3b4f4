import { readFile } from 'node:fs/promises'
import type { Language } from '../../i18n/translate.ts'
import { parsePolicy } from '../../policy/parse-policy.ts'
import { askedRecords } from '../../records/registry.ts'

export const fallbackLanguage: Language = 'zh-CN'

/** What is said at the console is in the policy's language, and in Chinese where that cannot be read. */
export async function readLanguage(policyFile: string): Promise<Language> {
  const yaml = await readFile(policyFile, 'utf8').catch(() => '')
  return parsePolicy(yaml, askedRecords).policy?.language ?? fallbackLanguage
}
