import type { Language } from '../language/translate.ts'

interface Preferences {
  language: Language
  welcomeOpen: boolean
}

const KEY = 'local-workspace'

/** What the reader chose last time; Chinese and the welcome panel on a first visit or without storage. */
export function readPreferences(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>
    return { language: kept.language === 'en' ? 'en' : 'zh', welcomeOpen: kept.welcomeOpen ?? true }
  } catch {
    return { language: 'zh', welcomeOpen: true }
  }
}

export function savePreferences({ language, welcomeOpen }: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ language, welcomeOpen }))
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
}
