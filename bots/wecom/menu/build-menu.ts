import { findCommand } from '../../../src/commands/find-command.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'

/** What stands below the chat with the app, as `menu/create` takes it (90231). */
export interface Menu {
  button: readonly (Entry | { name: string; sub_button: readonly Entry[] })[]
}

type Entry = { name: string; type: 'click'; key: string } | { name: string; type: 'view'; url: string }

/** At most three, with at most five below each; names in bytes of UTF-8. */
export const menuLimits = { buttons: 3, entries: 5, nameBytes: 16, entryBytes: 60, keyBytes: 128 } as const

/** The commands of each part, in the order of a week. */
const filing = ['plan', 'report', 'log', 'refer', 'leave'] as const
const more = ['mine', 'rank', 'customer', 'help'] as const

/**
 * The app's menu. A click is answered as the word that stands on it, so every name is a word of `src/commands`; 我的
 * opens a page that logs its reader in.
 */
export function buildMenu(language: Language, pageUrl: string): Menu {
  const t = speak(language)
  const entry = (id: (typeof filing | typeof more)[number]): Entry => {
    const word = t(`wecom.menu.${id}`)
    const found = findCommand(word)
    if (found.kind !== 'command' || found.command.id !== id)
      throw new TypeError(`${word} is no word for ${id}`)
    return { name: word, type: 'click', key: word }
  }
  return {
    button: [
      { name: t('wecom.menu.file'), sub_button: filing.map(entry) },
      { name: t('wecom.menu.more'), sub_button: more.map(entry) },
      { name: t('wecom.menu.own'), type: 'view', url: pageUrl },
    ],
  }
}
