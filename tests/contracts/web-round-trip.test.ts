import fc from 'fast-check'
import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import type { Fields } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { type Language, languages } from '../../src/i18n/translate.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { actionFields, askedFields, type RecordType } from '../../src/records/record-type.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { readForm } from '../../src/web/form/read-form.ts'
import { renderForm } from '../../src/web/form/render-form.tsx'
import { sendForm } from '../support/browser-form.ts'
import { anyName, arbitraryAnswers } from '../support/legal-answers.ts'

const recordId = '0192f0c1-2345-7abc-8def-0123456789ab'

/** Every form there is: filing each type, and each action that asks something. */
const forms = recordTypes.flatMap((type) => [
  { name: type.id, type, fields: askedFields(type), purpose: { kind: 'file', type: type.id } as FormPurpose },
  ...Object.keys(type.workflow.actions)
    .filter((action) => Object.keys(actionFields(type, action)).length > 0)
    .map((action) => ({
      name: `${type.id} ${action}`,
      type,
      fields: actionFields(type, action),
      purpose: { kind: 'act', type: type.id, recordId, revision: 3, action } as FormPurpose,
    })),
])

function pageOf(
  type: RecordType,
  fields: Fields,
  purpose: FormPurpose,
  answers: object,
  language: Language = 'zh-CN',
) {
  const words = { title: '<标题> "&', submitLabel: '提交' }
  const content = { answers: answers as never, names: anyName }
  const form = buildForm(type, fields, purpose, language, words, content)
  return `<!doctype html><body>${render(renderForm(form, { language, csrfToken: 'c', submissionKey: 's' }))}`
}

describe.each(forms)('the page of $name', ({ type, fields, purpose }) => {
  it('gives back every legal answer as it was', () => {
    fc.assert(
      fc.property(arbitraryAnswers(type, fields), fc.constantFrom(...languages), (answers, language) => {
        const body = sendForm(pageOf(type, fields, purpose, answers, language))
        expect(readForm(fields, body)).toEqual(answers)
        expect(JSON.parse(body.get('_purpose') ?? '')).toEqual(purpose)
      }),
      { numRuns: 40 },
    )
  })

  it('gives back a form in which nothing was typed', () => {
    const sent = readForm(fields, sendForm(pageOf(type, fields, purpose, {})))
    const blank = Object.fromEntries(
      Object.entries(fields).map(([name, { input }]) => [
        name,
        input.shape === 'rows' ? [] : input.shape === 'tick' ? false : null,
      ]),
    )
    expect(sent).toEqual(blank)
  })
})
