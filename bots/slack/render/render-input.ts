import type { types } from '@slack/bolt'
import type { FormField, Option } from '../../../src/forms/form.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { limits } from './limits.ts'
import { plain, shorten } from './plain-text.ts'

type InputElement = types.InputBlock['element']

/** Stands for "none" in a list that Slack itself gives no way to clear. */
export const noneValue = '-'

/**
 * One converter an input shape. The action_id says what a value is when it comes back, so that reading needs no
 * form: `text`, `one`, `many`, `tick`, `find:customer`. An answer that a picker cannot hold (a date typed as `11-16`)
 * is shown in a text input instead of being lost.
 */
export function renderInput(field: FormField, language: Language): InputElement {
  const { input } = field
  const typed = typeof field.answer === 'string' ? field.answer : ''
  switch (input.shape) {
    case 'line':
    case 'lines':
      return textInput(typed, input.maxLength, input.shape === 'lines' || typed.includes('\n'))
    case 'number':
      return numberInput(typed, input)
    case 'date':
      if (typed !== '' && !isRealDay(typed)) return textInput(typed, 60, false)
      return { type: 'datepicker', action_id: 'date', ...(typed ? { initial_date: typed } : {}) }
    case 'time':
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(typed) && typed !== '') return textInput(typed, 60, false)
      return { type: 'timepicker', action_id: 'time', ...(typed ? { initial_time: typed } : {}) }
    case 'one-of':
      return choiceInput(typed, input.options, field.required, language)
    case 'some-of':
      return choicesInput(Array.isArray(field.answer) ? (field.answer as string[]) : [], input.options)
    case 'lookup': {
      const chosen =
        typed === '' || isUnfit(field) ? undefined : (input.chosen ?? { value: typed, label: typed })
      return {
        type: 'external_select',
        action_id: `find:${input.of}`,
        min_query_length: 0,
        placeholder: plain(speak(language)('slack.form.find'), 150),
        ...(chosen ? { initial_option: renderOption(chosen) } : {}),
      }
    }
    case 'tick': {
      const option = renderOption({ value: 'yes', label: speak(language)('fields.yes') })
      const isTicked = field.answer === true
      return {
        type: 'checkboxes',
        action_id: 'tick',
        options: [option],
        ...(isTicked ? { initial_options: [option] } : {}),
      }
    }
    case 'rows':
    case 'secure':
      throw new TypeError(`${input.shape} has no input of its own`)
  }
}

/** A datepicker takes no 30 February. */
const isRealDay = (typed: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) && new Date(`${typed}T00:00:00Z`).toJSON()?.startsWith(typed) === true

/** An answer that Slack's input cannot hold whole; whoever shows the form says so. */
export function isUnfit({ input, answer }: FormField): boolean {
  const length = typeof answer === 'string' ? answer.length : 0
  return input.shape === 'lookup' ? length > limits.optionValue : length > limits.inputText
}

function textInput(typed: string, maxLength: number, isMultiline: boolean): InputElement {
  const kept = typed.slice(0, limits.inputText)
  return {
    type: 'plain_text_input',
    action_id: 'text',
    multiline: isMultiline,
    // An answer longer than its field, from elsewhere, must open all the same; saving it says what is wrong.
    max_length: Math.min(limits.inputText, Math.max(maxLength, kept.length)),
    ...(kept === '' ? {} : { initial_value: kept }),
  }
}

function numberInput(
  typed: string,
  { hasFraction, min, max }: { hasFraction: boolean; min: number | undefined; max: number | undefined },
): InputElement {
  const isPlain = (hasFraction ? /^-?\d{1,15}(\.\d{1,6})?$/ : /^-?\d{1,15}$/).test(typed)
  const isWithin = Number(typed) >= (min ?? -Infinity) && Number(typed) <= (max ?? Infinity)
  if (typed !== '' && !(isPlain && isWithin)) return textInput(typed, 60, false)
  return {
    type: 'number_input',
    action_id: 'number',
    is_decimal_allowed: hasFraction,
    ...(min === undefined ? {} : { min_value: String(min) }),
    ...(max === undefined ? {} : { max_value: String(max) }),
    ...(typed === '' ? {} : { initial_value: typed }),
  }
}

function choiceInput(
  chosen: string,
  options: readonly Option[],
  isRequired: boolean,
  language: Language,
): InputElement {
  const none = { value: noneValue, label: speak(language)('slack.form.none') }
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: 'one',
    options: [...(isRequired ? [] : [none]), ...options].map(renderOption),
    ...(initial ? { initial_option: renderOption(initial) } : {}),
  }
}

function choicesInput(chosen: readonly string[], options: readonly Option[]): InputElement {
  const initial = options.filter(({ value }) => chosen.includes(value)).map(renderOption)
  return {
    type: options.length <= limits.tickOptions ? 'checkboxes' : 'multi_static_select',
    action_id: 'many',
    options: options.map(renderOption),
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  }
}

/** A name longer than an option's text goes on in its description, so that 150 characters can be read. */
export function renderOption({ value, label }: Option): types.PlainTextOption {
  if (label.length <= limits.optionText) return { text: plain(label), value }
  const head = shorten(label, limits.optionText)
  const rest = `…${label.slice(head.length - 1)}`
  return { text: plain(head), value, description: plain(rest, limits.optionText) }
}
