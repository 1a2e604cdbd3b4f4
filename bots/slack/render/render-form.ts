import type { types } from '@slack/bolt'
import type { Form, FormField } from '../../../src/forms/form.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { blockIdOf, type FormNote, type Lines, numberLines, writeNote } from './form-note.ts'
import type { Pages } from './home-pages.ts'
import { limits } from './limits.ts'
import { paragraph, plain, shorten, smallPrint } from './plain-text.ts'
import { isUnfit, renderInput } from './render-input.ts'

export const formCallback = 'form'
export const addLineAction = 'add-line'
export const removeLineAction = 'remove-line'

export interface FormLook {
  language: Language
  /** Keys of the lines and the version of a view that this one takes the place of. */
  note?: Pick<FormNote, 'lines' | 'version'>
  /** The pages of the Home behind it. */
  home?: Pages | undefined
  /** Shown above everything: why this was not saved. */
  alert?: string
}

/** A form as a modal. What it holds comes back through `readForm`. */
export function renderForm(form: Form, look: FormLook): types.ModalView {
  const { language, note, home } = look
  const t = speak(language)
  const version = note?.version ?? 0
  const lines = Object.fromEntries(
    form.fields.flatMap((field) => {
      if (field.input.shape !== 'rows') return []
      const known = note?.lines[field.name]
      const count = shownRows(field.input).length
      return [[field.name, known?.keys.length === count ? known : numberLines(count)] as const]
    }),
  )
  const secret = form.fields.filter((field) => field.input.shape === 'secure').map((field) => field.label)
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(form.title, limits.viewTitle),
    submit: plain(form.submitLabel, limits.viewTitle),
    close: plain(t('slack.form.close'), limits.viewTitle),
    notify_on_close: true,
    private_metadata: writeNote({ purpose: form.purpose, lines, version, ...(home ? { home } : {}) }),
    blocks: [
      ...(look.alert ? [renderAlert(look.alert)] : []),
      ...(form.heading ? [{ type: 'header' as const, text: plain(form.heading, limits.header) }] : []),
      ...(form.intro ? [paragraph(form.intro)] : []),
      ...form.fields.flatMap((field) => renderField(field, { language, version, lines })),
      ...(secret.length > 0
        ? [smallPrint(t('slack.form.secureLater', { fields: secret.join(t('slack.comma')) }))]
        : []),
    ],
  }
}

export function renderAlert(text: string): types.KnownBlock {
  if (text.length <= limits.alert)
    return { type: 'alert', block_id: 'alert', level: 'error', text: plain(text) }
  return paragraph(`⚠️ ${text}`, 'alert')
}

interface Place {
  language: Language
  version: number
  lines: Readonly<Record<string, Lines>>
}

function renderField(field: FormField, place: Place): types.KnownBlock[] {
  if (field.input.shape === 'secure') return []
  if (field.input.shape === 'rows') return renderLines(field, field.input, place)
  return renderInputBlock(field, blockIdOf({ name: field.name }, place.version), place.language)
}

function renderInputBlock(field: FormField, blockId: string, language: Language): types.KnownBlock[] {
  const block: types.InputBlock = {
    type: 'input',
    block_id: blockId,
    label: plain(field.label, limits.label),
    ...(field.hint ? { hint: plain(field.hint, limits.hint) } : {}),
    // Not ticked is an answer; Slack would insist on the tick.
    optional: !field.required || field.input.shape === 'tick',
    element: renderInput(field, language),
  }
  return [
    block,
    ...(isUnfit(field) ? [smallPrint(`⚠️ ${sayUnfit(field, language)}`)] : []),
    ...(field.error ? [smallPrint(`⚠️ ${field.error}`)] : []),
  ]
}

/** A name that is too long for an option is named, to be looked for; of a text it is told that its end is missing. */
function sayUnfit({ input, answer }: FormField, language: Language): string {
  const t = speak(language)
  const typed = String(answer)
  return input.shape === 'lookup'
    ? t('slack.form.longName', { typed: shorten(typed, limits.hint / 2) })
    : t('slack.form.longText', {
        max: limits.inputText,
        end: shorten(typed.slice(limits.inputText), limits.hint / 2),
      })
}

type RowsInput = Extract<FormField['input'], { shape: 'rows' }>

/** More rows than a type takes come only from elsewhere, and a view has no room for any number of them. */
const shownRows = ({ rows, maxRows }: RowsInput) => rows.slice(0, maxRows)

/** What stood in the rows that are not shown, so that nobody loses it without knowing. */
function describeLeftOut({ rows, maxRows }: RowsInput, language: Language): string | undefined {
  const left = rows.slice(maxRows)
  if (left.length === 0) return undefined
  const words = left.map((row) =>
    row.flatMap(({ answer }) => (typeof answer === 'string' ? [answer] : [])).join(' '),
  )
  const list = shorten(words.map((each) => `• ${each}`).join('\n'), limits.hint / 2)
  return speak(language)('slack.form.leftOut', { count: left.length, max: maxRows, list })
}

function renderLines(
  field: FormField,
  input: RowsInput,
  { language, version, lines }: Place,
): types.KnownBlock[] {
  const t = speak(language)
  const rows = shownRows(input)
  const { keys } = lines[field.name] ?? numberLines(rows.length)
  const leftOut = describeLeftOut(input, language)
  const label = field.required ? field.label : `${field.label}${t('slack.form.optional')}`
  const head: types.KnownBlock[] = [
    { type: 'divider' },
    paragraph(label, `${field.name}:head`),
    ...(field.hint || field.error
      ? [smallPrint([field.hint, field.error && `⚠️ ${field.error}`].filter(Boolean).join('\n'))]
      : []),
    ...(leftOut ? [paragraph(`⚠️ ${leftOut}`, `${field.name}:left-out`)] : []),
  ]
  const body = rows.flatMap((row, index) => {
    const key = keys[index] ?? index
    const line = { group: field.name, key }
    return [
      {
        type: 'section' as const,
        block_id: `${field.name}:${key}`,
        text: plain(t('slack.form.line', { label: field.label, number: index + 1 })),
        accessory: {
          type: 'button' as const,
          action_id: removeLineAction,
          text: plain(t('slack.form.removeLine')),
          value: `${field.name}:${key}`,
        },
      },
      ...row
        .filter((cell) => cell.input.shape !== 'secure')
        .flatMap((cell) => renderInputBlock(cell, blockIdOf({ name: cell.name, line }, version), language)),
    ]
  })
  const foot: types.KnownBlock =
    rows.length < input.maxRows
      ? {
          type: 'actions',
          block_id: `${field.name}:add`,
          elements: [
            {
              type: 'button',
              action_id: addLineAction,
              text: plain(t('slack.form.addLine', { label: field.label }), limits.buttonText),
              value: field.name,
            },
          ],
        }
      : smallPrint(t('slack.form.maxLines', { max: input.maxRows }))
  return [...head, ...body, foot, { type: 'divider' }]
}
