import type { JSX } from 'preact'
import type { Form, FormField, Option } from '../../forms/form.ts'
import { type Language, speak, type Translate } from '../../i18n/translate.ts'
import { formPath } from './form-path.ts'
import { controls, rowMark, rowPath, rowPlace } from './names.ts'
import { renderInput } from './render-input.tsx'

export interface FormLook {
  language: Language
  csrfToken: string
  /** The same for every attempt to send this page: however often it arrives, it is filed once. */
  submissionKey: string
  /** What a typed name may have meant, by the lookup's path. */
  candidates?: ReadonlyMap<string, readonly Option[]>
}

interface Place extends FormLook {
  t: Translate
}

/** A form as HTML. What a browser sends from it comes back through `readForm`. */
export function renderForm(form: Form, look: FormLook): JSX.Element {
  const place: Place = { ...look, t: speak(look.language) }
  return (
    <form
      method="post"
      action="/forms"
      class="answers"
      accept-charset="utf-8"
      data-draft="/drafts"
      data-page={formPath(form.purpose)}
      novalidate
    >
      <input type="hidden" name={controls.csrf} value={look.csrfToken} />
      <input type="hidden" name={controls.purpose} value={JSON.stringify(form.purpose)} />
      <input type="hidden" name={controls.submission} value={look.submissionKey} />
      {/* The Enter key presses a form's first button; it must not be one that removes a row. */}
      <button type="submit" class="unseen" tabindex={-1} aria-hidden="true" />
      {form.fields.map((field) => renderField(field, field.name, place, false))}
      <div class="send">
        <button type="submit" class="primary">
          {form.submitLabel}
        </button>
        <span
          class="draft-state"
          role="status"
          data-kept={place.t('web.form.draftKept')}
          data-lost={place.t('web.form.draftLost')}
          data-gone={place.t('web.form.loginGone')}
          data-back={place.t('web.form.broughtBack')}
        />
      </div>
    </form>
  )
}

function renderField(field: FormField, path: string, place: Place, isInRow: boolean): JSX.Element {
  const { t } = place
  const isSecret = field.input.shape === 'secure'
  const input = field.input.shape === 'secure' ? field.input.inner : field.input
  if (input.shape === 'rows') return renderRows(field, input, path, place)
  if (input.shape === 'secure') throw new TypeError(`${path} is sealed twice`)
  const hint = isSecret ? [field.hint, t('web.form.secure')].filter(Boolean).join(' ') : field.hint
  const describedBy = [hint && `${path}:hint`, field.error && `${path}:error`].filter(Boolean).join(' ')
  const isGroup = input.shape === 'one-of' || input.shape === 'some-of'
  const label = (
    <>
      {field.label}
      {field.required && input.shape !== 'tick' && <span class="must">{t('web.form.required')}</span>}
    </>
  )
  return (
    <div class={`field shape-${input.shape}${field.error ? ' wrong' : ''}`} id={`${path}:field`}>
      {isGroup ? (
        <span class="label" id={`${path}:label`}>
          {label}
        </span>
      ) : (
        <label class="label" for={path}>
          {label}
        </label>
      )}
      {hint && (
        <p class="hint" id={`${path}:hint`}>
          {hint}
        </p>
      )}
      {renderInput(input, {
        path,
        answer: field.answer,
        // A row left blank is no row, so nothing in one is insisted on before it is sent.
        isRequired: field.required && !isInRow,
        isSecret,
        describedBy: describedBy || undefined,
        isWrong: field.error !== undefined,
        candidates: place.candidates?.get(path) ?? [],
        t,
      })}
      {field.error && (
        <p class="error" id={`${path}:error`}>
          {field.error}
        </p>
      )}
    </div>
  )
}

/** Every row that is there and, while there is room, a blank one: so that a row can be added without a script. */
function renderRows(
  field: FormField,
  input: Extract<FormField['input'], { shape: 'rows' }>,
  path: string,
  place: Place,
): JSX.Element {
  const { t } = place
  const hasRoom = input.rows.length < input.maxRows
  const shown = hasRoom ? [...input.rows, input.blank] : input.rows
  return (
    <fieldset
      class={`rows${field.error ? ' wrong' : ''}`}
      id={`${path}:field`}
      data-rows={path}
      data-max={input.maxRows}
    >
      <legend>
        {field.label}
        {field.required && <span class="must">{t('web.form.required')}</span>}
      </legend>
      {field.hint && <p class="hint">{field.hint}</p>}
      {field.error && <p class="error">{field.error}</p>}
      {shown.map((row, index) => renderRow(row, index, path, place))}
      <template>{renderRow(input.blank, rowPlace, path, place)}</template>
      <p class="row-end">
        <button type="submit" class="quiet" name={controls.rows} value={`add:${path}`} disabled={!hasRoom}>
          {t('web.form.addRow')}
        </button>
        <small>{t('web.form.maxRows', { max: input.maxRows })}</small>
      </p>
    </fieldset>
  )
}

function renderRow(row: readonly FormField[], index: number | string, path: string, place: Place) {
  const { t } = place
  const number = typeof index === 'number' ? index + 1 : index
  return (
    <div class="row" data-row>
      <p class="row-head">
        <span data-row-number>{t('web.form.row', { number })}</span>
        <button type="submit" class="quiet danger" name={controls.rows} value={`drop:${path}.${index}`}>
          {t('web.form.dropRow')}
        </button>
      </p>
      <input type="hidden" name={rowMark(path, index)} value="" />
      {row.map((cell) => renderField(cell, rowPath(path, index, cell.name), place, true))}
    </div>
  )
}
