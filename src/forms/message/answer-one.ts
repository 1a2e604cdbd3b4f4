import type { Answer } from '../../fields/field.ts'
import { foldText } from '../../text/fold-text.ts'
import { trimMarks } from '../../text/trim-marks.ts'
import type { FormField } from '../form.ts'
import { nameIn } from './labels/find-label.ts'
import { findByName, makeLabelTable } from './labels/label-table.ts'
import { isRows, type Question } from './question.ts'
import { readRows } from './rows/read-rows.ts'
import type { OneAnswer, ReadAt, TemplateReading } from './template-reading.ts'
import { readValue, saysNothing } from './values/read-value.ts'

/**
 * Reads what somebody answered to the question of one field (`askFor`): an option's number or text, a value, with its
 * label before it or without. Paths of lookups and doubts begin with the field's name. A required field is not
 * answered by 无.
 */
export function answerOne(field: FormField, text: string, at: ReadAt): OneAnswer {
  const form = { purpose: { kind: 'file', type: '' }, title: '', submitLabel: '', fields: [field] } as const
  const table = makeLabelTable(form)
  const [question] = table.questions
  if (!question || field.input.shape === 'secure') return { ok: false, why: 'messages.secureHere' }
  const typed = withoutLabel(text, (name) => findByName(table, name) !== undefined).trim()
  if (typed === '' || (saysNothing(typed) && field.input.shape !== 'tick')) return none(field)
  if (isRows(question)) return readGroup(question, typed, at)
  const numbered = byNumber(question, typed)
  if (numbered !== undefined) return answered(numbered)
  const read = readValue(question, typed, { ...at, path: field.name })
  switch (read.kind) {
    case 'blank':
      return none(field)
    case 'doubt':
      return { ok: false, why: read.why }
    case 'name': {
      const of = field.input.shape === 'lookup' ? field.input.of : ''
      return answered(null, { lookups: [{ path: field.name, of, typed: read.typed }] })
    }
    case 'answer':
      return answered(read.answer, { unread: read.rest === '' ? [] : [read.rest] })
  }
}

function none({ required, input }: FormField): OneAnswer {
  if (required) return { ok: false, why: 'fields.required' }
  return answered(input.shape === 'rows' ? [] : null)
}

const answered = (
  answer: Answer,
  more: Partial<Omit<TemplateReading, 'answers' | 'isLabelled'>> = {},
): OneAnswer => ({
  ok: true,
  answer,
  ...{ lookups: [], missing: [], unread: [], doubtful: [] },
  ...more,
})

/** `电话：20` where 电话 was asked. */
function withoutLabel(text: string, isLabel: (name: string) => boolean): string {
  const [first = '', ...more] = text.split('\n')
  const mark = first.search(/[:：=＝]/)
  if (mark < 0 || !isLabel(nameIn(foldText(first.slice(0, mark)), 0, mark))) return text
  return [first.slice(mark + 1), ...more].join('\n')
}

/** Options are asked with numbers; of several, several. */
function byNumber({ field: { input } }: Question, typed: string): string | boolean | string[] | undefined {
  const numbers = trimMarks(foldText(typed), '.。、)').split(/[\s,、;]+/)
  if (numbers.length > 20 || numbers.some((number) => !/^\d{1,2}$/.test(number))) return undefined
  const [only] = numbers.length === 1 ? numbers : []
  if (input.shape === 'tick') return only === '1' ? true : only === '2' ? false : undefined
  if (input.shape !== 'one-of' && input.shape !== 'some-of') return undefined
  const values = numbers.flatMap((number) => input.options[Number(number) - 1]?.value ?? [])
  if (values.length < numbers.length) return undefined
  return input.shape === 'some-of' ? values : only === undefined ? undefined : values[0]
}

function readGroup(question: Question, typed: string, at: ReadAt): OneAnswer {
  const read = readRows(question, '', typed.split('\n'), at)
  if (read.rows.length === 0) return none(question.field)
  const { rows, lookups, missing, unread, doubts } = read
  return answered(rows, { lookups, missing, unread, doubtful: doubts })
}
