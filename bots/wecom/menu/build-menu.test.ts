import { describe, expect, it } from 'vitest'
import { findCommand } from '../../../src/commands/find-command.ts'
import { languages } from '../../../src/i18n/translate.ts'
import { buildMenu, menuLimits } from './build-menu.ts'

describe.each(languages)('the app’s menu in %s', (language) => {
  const { button } = buildMenu(language, 'https://fieldpost.example/login/wecom?to=%2F')
  const entries = button.flatMap((each) => ('sub_button' in each ? each.sub_button : [each]))

  it('keeps within what WeCom takes', () => {
    expect(button.length).toBeLessThanOrEqual(menuLimits.buttons)
    for (const each of button) {
      expect(Buffer.byteLength(each.name)).toBeLessThanOrEqual(menuLimits.nameBytes)
      if ('sub_button' in each) expect(each.sub_button.length).toBeLessThanOrEqual(menuLimits.entries)
    }
    for (const entry of entries) {
      expect(Buffer.byteLength(entry.name)).toBeLessThanOrEqual(menuLimits.entryBytes)
      if (entry.type === 'click')
        expect(Buffer.byteLength(entry.key)).toBeLessThanOrEqual(menuLimits.keyBytes)
    }
  })

  it('is answered as words, each of which is the one by which help knows a command', () => {
    const asked = entries.flatMap((entry) => (entry.type === 'click' ? [entry.key] : []))
    const meant = asked.map((word) => {
      const found = findCommand(word)
      return found.kind === 'command' ? found.command : undefined
    })
    expect(asked.map((word) => word.toLowerCase())).toEqual(
      meant.map((command) => command?.words[language][0]),
    )
    expect(meant.map((command) => command?.id)).toEqual([
      'plan',
      'report',
      'log',
      'refer',
      'leave',
      'mine',
      'rank',
      'customer',
      'help',
    ])
  })
})
