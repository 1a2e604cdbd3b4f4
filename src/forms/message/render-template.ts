import { isDay } from '../../calendar/days.ts'
import { type Answer, isBlank } from '../../fields/field.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { foldText, foldWithOffsets } from '../../text/fold-text.ts'
import type { Form, FormField, FormInput } from '../form.ts'
import { markAfter } from './labels/find-label.ts'
import { type LabelTable, makeLabelTable } from './labels/label-table.ts'
import { escapeColon, joinCells } from './lines/cells.ts'
import { type Frame, frameOf, introLines, isFrame, mustHaveLines } from './lines/frame.ts'
import { toParts } from './lines/parts.ts'
import { quoteLine } from './lines/read-lines.ts'
import type { Question } from './question.ts'
import { labelledCells } from './rows/row-pieces.ts'
import { findStart } from './sections/split-sections.ts'

/** Bytes of UTF-8 that a message takes everywhere. */
const messageBytes = 2048
/** Lines of a long text are judged as on any day: none begins a field by being a date. */
const anyDay = { today: '2000-01-01' }

interface Rendering {
  language: Language
  table: LabelTable
  frame: Frame
  /** To be read, not to be filled in. */
  isShown?: boolean
}

/**
 * The form as text to edit and send back, filled in with its answers: a header, a line a field, and how to send it.
 * In messages of at most 2,048 bytes each; nearly always one. What is sealed is left out, with a line that says so.
 */
export function renderTemplate(form: Form, language: Language): readonly string[] {
  const t = speak(language)
  const table = makeLabelTable(form)
  const rendering = { language, table, frame: frameOf(form) }
  const { title, heading = '', intro = '' } = form
  const open = form.fields.filter(({ input }) => input.shape !== 'secure')
  const lines = [
    t('messages.header', { title, heading }).trim(),
    ...introLines(intro),
    ...open.flatMap((field) => renderField(field, rendering)),
    ...mustHaveLines(
      open.filter(isMissing).map(({ label }) => label),
      language,
    ),
    ...(open.length < form.fields.length ? [t('messages.secureFollows')] : []),
    ...(open.length > 0 ? [t('messages.sendBack')] : []),
  ]
  return toParts(lines, messageBytes, (part, parts) => t('messages.part', { title, part, parts }))
}

/** What was understood, a line a field: what else might have been answered stands there no more. */
export function renderAnswers(form: Form, language: Language): string {
  const rendering = { language, table: makeLabelTable(form), frame: frameOf(form), isShown: true }
  return form.fields.flatMap((field) => renderField(field, rendering)).join('\n')
}

const isMissing = ({ required, input, answer }: FormField): boolean =>
  required && (input.shape === 'rows' ? input.rows.length === 0 : isBlank(answer))

function renderField(field: FormField, rendering: Rendering): string[] {
  const { input } = field
  const label = renderLabel(field, rendering)
  if (input.shape !== 'rows') {
    const [first = '', ...more] = showAnswer(input, field.answer, rendering.language).split('\n')
    const question = rendering.table.questions.find((each) => each.field === field)
    return [
      label + first,
      ...more.map((line) => (isPlain(line, question, rendering) ? line : quoteLine(line))),
    ]
  }
  const columns = rendering.table.questions.find((each) => each.field === field)?.columns ?? []
  const rows = input.rows.map((row, index) => {
    const cells = row.map((cell) => showAnswer(cell.input, cell.answer, rendering.language))
    const line = joinCells(cells)
    return `${index + 1}. ${labelledCells(columns, line) ? escapeColon(line) : line}`
  })
  return [label.trimEnd(), ...(rows.length > 0 ? rows : ['1.'])]
}

/** `类型（拜访新客户/…）：`: the label with what may be answered, where it does not say so itself. */
function renderLabel({ label, input }: FormField, { language, isShown = false }: Rendering): string {
  const [open, close, mark] = language === 'en' ? [' (', ')', ': '] : ['（', '）', '：']
  const hint = isShown ? columnsOf(input) : hintOf(input, language)
  const says = hint !== '' && !foldText(label).includes(foldText(hint))
  return label + (says ? open + hint + close : '') + mark
}

const columnsOf = (input: FormInput): string =>
  input.shape === 'rows' ? input.blank.map(({ label }) => label).join(' | ') : ''

/** What may be answered, in a few words; blank where the label says enough. */
export function hintOf(input: FormInput, language: Language): string {
  const t = speak(language)
  const slash = language === 'en' ? ' / ' : '/'
  switch (input.shape) {
    case 'one-of':
    case 'some-of':
      return input.options.map(({ label }) => label).join(slash)
    case 'tick':
      return [t('fields.yes'), t('fields.no')].join(slash)
    case 'rows':
      return input.blank
        .map((column) => {
          const hint = hintOf(column.input, language)
          return hint === '' ? column.label : `${column.label}${language === 'en' ? ': ' : '：'}${hint}`
        })
        .join(' | ')
    default:
      return ''
  }
}

function showAnswer(input: FormInput, answer: Answer, language: Language): string {
  const t = speak(language)
  const labelOf = (value: string) =>
    'options' in input ? (input.options.find((option) => option.value === value)?.label ?? value) : value
  if (typeof answer === 'boolean') return answer ? t('fields.yes') : t('fields.no')
  if (Array.isArray(answer)) {
    const values = answer.filter((value) => typeof value === 'string')
    return values.map(labelOf).join(language === 'en' ? '; ' : '、')
  }
  if (typeof answer !== 'string') return ''
  if (input.shape === 'date' && language !== 'en' && isDay(answer)) return writeDay(answer)
  const chosen =
    input.shape === 'lookup' && input.chosen?.value === answer ? input.chosen.label : labelOf(answer)
  return input.shape === 'lines'
    ? chosen.replace(/\r\n?/g, '\n').trim()
    : chosen.replace(/\s*\n\s*/g, ' ').trim()
}

/** As a day is written in Chinese, without the day of the week: whoever changes the day would have to change both. */
const writeDay = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/**
 * Whether a line of a longer text can only be read as that. A colon near its beginning might make a label of it in
 * another language.
 */
function isPlain(typed: string, question: Question | undefined, { table, frame }: Rendering): boolean {
  if (/^[>＞]/.test(typed)) return false
  const text = foldWithOffsets(typed)
  if (isFrame(frame, foldText(typed.slice(0, 160)))) return false
  return markAfter(text.folded, 0) < 0 && findStart(table, { typed, text }, anyDay, question) === undefined
}
