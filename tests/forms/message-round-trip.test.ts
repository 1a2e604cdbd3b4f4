import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answers, Fields } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { parseTemplate } from '../../src/forms/message/parse-template.ts'
import { renderTemplate } from '../../src/forms/message/render-template.ts'
import { type Language, languages } from '../../src/i18n/translate.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { askedFields, type RecordType } from '../../src/records/record-type.ts'
import { acting, actionsAsking, answersInChat, filing, namedTypes } from '../support/asked-forms.ts'
import { anyName, arbitraryAnswers } from '../support/legal-answers.ts'

const words = { title: '周计划', heading: '2026年第48周（11月23日–29日）', submitLabel: '提交' }
const today = '2026-11-18'

/** Sends the form as messages and gets them back as they were. */
function passThroughChat(
  type: RecordType,
  fields: Fields,
  purpose: FormPurpose,
  answers: Answers,
  language: Language,
) {
  const build = (inLanguage: Language) =>
    buildForm(type, fields, purpose, inLanguage, words, { answers, names: anyName })
  const parts = renderTemplate(build(language), language)
  for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(2048)
  const twin = build(language === 'en' ? 'zh-CN' : 'en')
  return parseTemplate(build(language), parts.join('\n'), { today, twin })
}

const whole = { isLabelled: true, lookups: [], missing: [], unread: [], doubtful: [] }

describe.each(namedTypes)('a %s sent as a message', (_, type) => {
  it.each(languages)('comes back as it was filled in (%s)', (language) => {
    const purpose = filing(type)
    const fields = askedFields(type)
    fc.assert(
      fc.property(arbitraryAnswers(type), (answers) => {
        const reading = passThroughChat(type, fields, purpose, answers, language)
        expect(reading).toEqual({ answers: answersInChat(type, answers), ...whole })
      }),
      { numRuns: 100 },
    )
  })

  it.each(actionsAsking(type))('comes back with what %s asks', (action, fields) => {
    const purpose = acting(type, action)
    fc.assert(
      fc.property(arbitraryAnswers(type, fields), (answers) => {
        const reading = passThroughChat(type, fields, purpose, answers, 'zh-CN')
        expect(reading).toEqual({ answers, ...whole })
      }),
      { numRuns: 20 },
    )
  })
})

describe('text that looks like something else', () => {
  const pieces = [
    ...[
      '电话：20',
      '需要的支持：无',
      '新客户拜访 10',
      '电话 20',
      '目标',
      '本周目标=x',
      '> ',
      '>> x',
      '＞引用',
      '⤵',
      '谢谢',
      '好的',
    ],
    ...[
      '-----',
      '「',
      '【周计划】',
      '周计划',
      '1. 电话：3',
      '① 转诊',
      '计划拜访：',
      '客户：一院 | 目的',
      '\\',
      '|',
      '｜',
    ],
    ...[
      'Calls: 3',
      'Notes',
      '—— 改好后整条发回来；不改的可以不动。',
      '是',
      '：',
      ' ',
      '',
      '11月20日',
      '新客户拜访十个老客户十五个',
    ],
    ...[
      '困难与需要的支持 没有',
      '本周小结：',
      '2. 完成',
      'Support needed: all',
      'x'.repeat(900),
      '字'.repeat(700),
    ],
  ]
  const odd = fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('\n', '\n\n', '', ' ')), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.flat().join('').trim())
    .filter((text) => text !== '')
  const line = odd.map((text) =>
    text
      .replace(/\s*\n\s*/g, ' ')
      .slice(0, 150)
      .trim(),
  )

  it.each(namedTypes)('stays what it was in a %s', (_, type) => {
    const fields = askedFields(type)
    const mixed = fc.tuple(arbitraryAnswers(type), fc.infiniteStream(odd), fc.infiniteStream(line))
    fc.assert(
      fc.property(mixed, fc.constantFrom(...languages), ([answers, longs, lines], language) => {
        const replace = (own: Fields, row: Answers): Answers =>
          Object.fromEntries(
            Object.entries(row).map(([name, answer]) => {
              const shape = own[name]?.input.shape
              if (shape === 'lines') return [name, longs.next().value ?? null]
              if (shape === 'line' && own[name]?.kind === 'text') return [name, lines.next().value || 'x']
              if (own[name]?.input.shape === 'rows' && Array.isArray(answer)) {
                const columns = own[name].input.fields
                return [name, (answer as readonly Answers[]).map((each) => replace(columns, each))]
              }
              return [name, answer]
            }),
          )
        const odds = replace(fields, answers)
        const reading = passThroughChat(type, fields, filing(type), odds, language)
        expect(reading).toEqual({ answers: answersInChat(type, odds), ...whole })
      }),
      { numRuns: 150 },
    )
  })
})
