import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Answer, Answers } from '../../src/fields/field.ts'
import type { Form } from '../../src/forms/form.ts'
import { parseTemplate } from '../../src/forms/message/parse-template.ts'
import type { TemplateReading } from '../../src/forms/message/template-reading.ts'
import type { Language } from '../../src/i18n/translate.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { askedFields } from '../../src/records/record-type.ts'
import { getRecordType } from '../../src/records/registry.ts'

/** A Friday of week 47. */
const today = '2026-11-20'
const weeks: Readonly<Record<string, string>> = { 'weekly-plan': '2026-W48', 'weekly-report': '2026-W47' }

/**
 * Messages as people send them back, and how they are to be read: `=====` and what is special about it, the message,
 * `=>`, then a line a finding: `path = answer` (`-` for a blanked one), `path ~ typed` for a lookup, `missing`,
 * `unread`, `doubt path why`.
 */
function readFixtures(
  type: string,
): { title: string; language: Language; message: string; wanted: string[] }[] {
  const file = readFileSync(new URL(`./fixtures/${type}.txt`, import.meta.url), 'utf8')
  return file
    .split(/^===== /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.trimEnd().split('\n')
      const arrow = lines.indexOf('=>')
      return {
        title: head.replace(' [en]', ''),
        language: head.endsWith('[en]') ? 'en' : 'zh-CN',
        message: lines.slice(0, arrow).join('\n'),
        wanted: lines.slice(arrow + 1).toSorted(),
      }
    })
}

function blankForm(typeId: string, language: Language): Form {
  const type = getRecordType(typeId)
  const periodKey = weeks[typeId]
  const heading = language === 'en' ? 'Week 48' : '2026年第48周（11月23日–29日）'
  return buildForm(
    type,
    askedFields(type),
    { kind: 'file', type: typeId, ...(periodKey ? { periodKey } : {}) },
    language,
    { title: type.texts[language].label, ...(periodKey ? { heading } : {}), submitLabel: '提交' },
  )
}

function* answerLines(answers: Answers, named: ReadonlySet<string>, prefix = ''): Generator<string> {
  for (const [name, answer] of Object.entries(answers)) {
    const path = prefix + name
    if (Array.isArray(answer)) {
      const rows = answer as readonly Answers[]
      if (rows.length === 0) yield `${path} = []`
      for (const [index, row] of rows.entries()) {
        yield* answerLines(withoutBlanks(row), named, `${path}.${index}.`)
      }
    } else if (!named.has(path)) yield `${path} = ${show(answer)}`
  }
}

const withoutBlanks = (row: Answers): Answers =>
  Object.fromEntries(Object.entries(row).filter(([, answer]) => answer !== null))
const show = (answer: Answer) => (answer === null ? '-' : String(answer).replaceAll('\n', '\\n'))

function summarise({ answers, lookups, missing, unread, doubtful }: TemplateReading): string[] {
  return [
    ...answerLines(answers, new Set(lookups.map(({ path }) => path))),
    ...lookups.map(({ path, typed }) => `${path} ~ ${typed}`),
    ...(missing.length > 0 ? [`missing ${missing.join(', ')}`] : []),
    ...unread.map((text) => `unread ${text}`),
    ...doubtful.map(({ field, why }) => `doubt ${field} ${why.replace(/^.*\./, '')}`),
  ].toSorted()
}

const types = ['weekly-plan', 'weekly-report', 'activity', 'referral', 'leave', 'customer']

describe.each(types)('a message about a %s', (type) => {
  it.each(readFixtures(type))('is read: $title', ({ language, message, wanted }) => {
    const reading = parseTemplate(blankForm(type, language), message, {
      today,
      looks: type === 'activity' ? 'back' : 'ahead',
      twin: blankForm(type, language === 'en' ? 'zh-CN' : 'en'),
    })
    expect(summarise(reading)).toEqual(wanted)
  })
})
