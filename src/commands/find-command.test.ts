import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages, speak } from '../i18n/translate.ts'
import { findRecordType } from '../records/registry.ts'
import { commands, getCommand } from './commands.ts'
import { findCommand } from './find-command.ts'

const idOf = (text: string) => {
  const found = findCommand(text)
  return found.kind === 'command' ? found.command.id : found.kind
}

describe('finding a command', () => {
  it.each([
    ['plan', 'plan'],
    ['PLAN', 'plan'],
    ['ｐｌａｎ', 'plan'],
    ['计划', 'plan'],
    ['計劃', 'plan'],
    ['周計畫', 'unknown'],
    ['週報', 'report'],
    ['轉診', 'refer'],
    ['日誌', 'log'],
    ['／排行榜', 'rank'],
    ['/rank', 'rank'],
    ['「幫助」', 'help'],
    ['“请假”', 'leave'],
    ['？', 'help'],
    ['?', 'help'],
    ['写 周报', 'report'],
    ['　待办　', 'mine'],
    ['費用', 'fee'],
    ['my work', 'mine'],
    ['My Work', 'mine'],
    ['weekly plan', 'plan'],
    ['Weekly report.', 'report'],
    ['new customer', 'customer'],
    ['', 'empty'],
    ['　 ', 'empty'],
    ['“”', 'empty'],
  ])('reads %j as %s', (text, id) => {
    expect(idOf(text)).toBe(id)
  })

  it('hands over the rest as it was typed', () => {
    expect(findCommand('日志　拜访南灣一院　骨科 30分钟')).toMatchObject({
      rest: '拜访南灣一院　骨科 30分钟',
    })
    expect(findCommand('log：电话 康民诊所')).toMatchObject({ rest: '电话 康民诊所' })
    expect(findCommand('plan')).toMatchObject({ rest: '' })
  })

  it.each([
    ['paln', 'plan'],
    ['reprot', 'report'],
    ['周计化', 'plan'],
    ['排行版', 'rank'],
    ['custmer', 'customer'],
  ])('offers the nearest for %j', (text, id) => {
    const found = findCommand(text)
    expect(found.kind === 'unknown' && found.nearest[0]?.id).toBe(id)
  })

  it('offers nothing rather than a guess when nothing is near', () => {
    expect(findCommand('今天天气不错')).toEqual({ kind: 'unknown', nearest: [] })
    expect(findCommand('xyzzy')).toEqual({ kind: 'unknown', nearest: [] })
  })

  it('never throws and never offers more than three', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = findCommand(text)
        return found.kind !== 'unknown' || found.nearest.length <= 3
      }),
    )
  })
})

describe('the table of commands', () => {
  it('gives each word to one command only', () => {
    const words = commands.flatMap((c) =>
      [...c.words['zh-CN'], ...c.words.en].map((w) => w.replaceAll('-', '')),
    )
    expect(new Set(words).size).toBe(words.length)
  })

  it('finds every command by every one of its words', () => {
    for (const command of commands) {
      for (const word of [...command.words['zh-CN'], ...command.words.en]) expect(idOf(word)).toBe(command.id)
    }
  })

  it('names in help what a line says more of than the word itself', () => {
    for (const language of languages) {
      const t = speak(language)
      for (const { words, says } of commands) expect(t(says).toLowerCase()).not.toBe(words[language][0])
    }
  })

  it('is known in help by the words that forms have', () => {
    expect(getCommand('plan').words['zh-CN'][0]).toBe(findRecordType('weekly-plan')?.texts['zh-CN'].label)
  })

  it('is found by whatever forms, help and pages call it, in both languages', () => {
    for (const language of languages) {
      const t = speak(language)
      for (const { id, aim, words } of commands) {
        expect(idOf(words[language][0])).toBe(id)
        if ('type' in aim) expect(idOf(findRecordType(aim.type)?.texts[language].label ?? '')).toBe(id)
      }
      expect(idOf(t('web.nav.work'))).toBe('mine')
    }
  })

  it('leads only to record types that exist', () => {
    for (const { aim } of commands) if ('type' in aim) expect(findRecordType(aim.type)).toBeDefined()
  })

  it('refuses the id of a command nobody declared', () => {
    expect(() => getCommand('nothing')).toThrow(TypeError)
  })
})
