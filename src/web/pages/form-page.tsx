import type { JSX } from 'preact'
import type { Form, FormField, Option } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import type { Visitor } from '../../services/links/sessions.ts'
import type { VersionDifference } from '../../services/reading/compare-versions.ts'
import { rowPath } from '../form/names.ts'
import { renderForm } from '../form/render-form.tsx'
import { renderPage } from './layout.tsx'

export interface FormPageContent {
  visitor: Visitor
  form: Form
  submissionKey: string
  /** Why it was not saved. */
  alert?: string
  /** The record, which has moved on. */
  recordHref?: string
  candidates?: ReadonlyMap<string, readonly Option[]>
  /** Where the record has moved on while this was typed. */
  differences?: readonly VersionDifference[]
}

export function renderFormPage(content: FormPageContent): string {
  const { visitor, form, differences = [] } = content
  const { language } = visitor.actor
  const t = speak(language)
  const errors = [...listErrors(form.fields)]
  return renderPage({
    title: form.title,
    language,
    visitor,
    at: form.purpose.type,
    children: (
      <article class="card">
        <h1>{form.heading ? `${form.title} · ${form.heading}` : form.title}</h1>
        {form.intro && <p class="intro">{form.intro}</p>}
        {content.alert && (
          <p class="alert" role="alert">
            {content.alert}
            {content.recordHref && (
              <>
                {' '}
                <a href={content.recordHref}>{t('web.form.openRecord')}</a>
              </>
            )}
          </p>
        )}
        {errors.length > 0 && (
          <div class="alert" role="alert">
            <p>{t('web.form.errors', { count: errors.length })}</p>
            <ul>
              {errors.map(({ path, label, error }) => (
                <li>
                  <a href={`#${path}:field`}>{label}</a> {error}
                </li>
              ))}
            </ul>
          </div>
        )}
        {differences.length > 0 && renderDifferences(differences, t)}
        {renderForm(form, {
          language,
          csrfToken: visitor.csrfToken,
          submissionKey: content.submissionKey,
          ...(content.candidates ? { candidates: content.candidates } : {}),
        })}
      </article>
    ),
  })
}

function renderDifferences(
  differences: readonly VersionDifference[],
  t: ReturnType<typeof speak>,
): JSX.Element {
  return (
    <section class="versions">
      <h2>{t('web.form.compare')}</h2>
      <p class="hint">{t('web.form.compareText')}</p>
      {differences.map(({ label, now, typed }) => (
        <div class="version">
          <h3>{label}</h3>
          <div>
            <h4>{t('web.form.now')}</h4>
            <p class="typed">{now || t('web.form.empty')}</p>
          </div>
          <div>
            <h4>{t('web.form.typed')}</h4>
            <p class="typed">{typed || t('web.form.empty')}</p>
          </div>
        </div>
      ))}
    </section>
  )
}

function* listErrors(
  fields: readonly FormField[],
  pathOf = (name: string) => name,
): Generator<{ path: string; label: string; error: string }> {
  for (const field of fields) {
    const path = pathOf(field.name)
    if (field.error) yield { path, label: field.label, error: field.error }
    if (field.input.shape !== 'rows') continue
    for (const [index, row] of field.input.rows.entries()) {
      yield* listErrors(row, (name) => rowPath(path, index, name))
    }
  }
}
