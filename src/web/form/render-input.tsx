import type { JSX } from 'preact'
import { isDay } from '../../calendar/days.ts'
import { findTime } from '../../calendar/zones.ts'
import type { Answer } from '../../fields/field.ts'
import type { FormInput, Option } from '../../forms/form.ts'
import type { Translate } from '../../i18n/translate.ts'
import { lookupId, lookupPick, lookupWas } from './names.ts'

type Simple = Exclude<FormInput, { shape: 'rows' | 'secure' }>

export interface InputPlace {
  /** The control's name; also its id. */
  path: string
  answer: Answer
  isRequired: boolean
  isSecret: boolean
  /** Ids of what describes it: hint and error. */
  describedBy: string | undefined
  isWrong: boolean
  /** What a typed name may have meant. */
  candidates: readonly Option[]
  t: Translate
}

/** Few enough to be seen at once; more go into a list that opens. */
const shownAsRadios = 4

/** One input in the shape that its field asks for. */
export function renderInput(input: Simple, place: InputPlace): JSX.Element {
  const { path, answer, isSecret } = place
  const common = {
    id: path,
    name: path,
    'aria-describedby': place.describedBy,
    'aria-invalid': place.isWrong || undefined,
    required: place.isRequired || undefined,
    // What is sealed must not be kept by the browser for the next form either.
    autocomplete: 'off',
    'data-secret': isSecret || undefined,
  } as const
  const text = typeof answer === 'string' ? answer : ''
  switch (input.shape) {
    case 'line':
      return <input type="text" {...common} value={text} />
    case 'lines':
      // A browser takes one line end after the tag away.
      return (
        <textarea
          {...common}
          rows={Math.min(12, Math.max(3, text.split('\n').length + 1))}
        >{`\n${text}`}</textarea>
      )
    case 'number':
      // Not type=number: it loses what it does not take for one, such as full-width digits.
      return (
        <input type="text" inputmode={input.hasFraction ? 'decimal' : 'numeric'} {...common} value={text} />
      )
    // What is no day or time for the browser, because it was typed in words elsewhere, must not vanish.
    case 'date':
      return text === '' || isDay(text) ? (
        <input type="date" {...common} value={text} />
      ) : (
        <input type="text" {...common} value={text} />
      )
    case 'time':
      return text === '' || findTime(text) !== null ? (
        <input type="time" {...common} value={text} />
      ) : (
        <input type="text" {...common} value={text} />
      )
    case 'one-of':
      return input.options.length <= shownAsRadios
        ? renderRadios(input.options, place)
        : renderSelect(input.options, place, common)
    case 'some-of':
      return renderBoxes(input.options, place)
    case 'tick':
      return <input type="checkbox" {...common} required={undefined} value="1" checked={answer === true} />
    case 'lookup':
      return renderLookup(input, place, common)
  }
}

function renderRadios(options: readonly Option[], { path, answer, isRequired, t }: InputPlace) {
  const all = isRequired ? options : [{ value: '', label: t('web.form.none') }, ...options]
  return (
    <div class="choices" role="radiogroup" aria-labelledby={`${path}:label`}>
      {all.map(({ value, label }) => (
        <label class="choice">
          <input
            type="radio"
            name={path}
            value={value}
            checked={(answer ?? '') === value}
            required={isRequired}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}

function renderSelect(options: readonly Option[], { answer, t }: InputPlace, common: object) {
  return (
    <select {...common}>
      <option value="">{t('web.form.choose')}</option>
      {options.map(({ value, label }) => (
        <option value={value} selected={answer === value}>
          {label}
        </option>
      ))}
    </select>
  )
}

function renderBoxes(options: readonly Option[], { path, answer }: InputPlace) {
  const chosen: readonly unknown[] = Array.isArray(answer) ? answer : []
  return (
    <div class="choices" role="group" aria-labelledby={`${path}:label`}>
      {options.map(({ value, label }) => (
        <label class="choice">
          <input type="checkbox" name={path} value={value} checked={chosen.includes(value)} />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}

function renderLookup(
  input: Extract<FormInput, { shape: 'lookup' }>,
  { path, answer, candidates, t }: InputPlace,
  common: object,
) {
  const { chosen } = input
  // An answer that nothing is known of is shown as it is: what somebody typed, or the id of what has gone.
  const text = chosen?.label ?? (typeof answer === 'string' ? answer : '')
  return (
    <div class="lookup" data-of={input.of}>
      <input type="text" {...common} value={text} placeholder={t('web.form.find')} />
      <input type="hidden" name={lookupId(path)} value={typeof answer === 'string' ? answer : ''} />
      <input type="hidden" name={lookupWas(path)} value={text} />
      {candidates.length > 0 && (
        <fieldset class="candidates">
          <legend>{t('web.form.pick')}</legend>
          {candidates.map(({ value, label }) => (
            <label class="choice">
              <input type="radio" name={lookupPick(path)} value={value} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
