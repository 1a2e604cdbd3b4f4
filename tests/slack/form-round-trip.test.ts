import type { ViewOutput } from '@slack/bolt'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readForm } from '../../bots/slack/render/read-form.ts'
import { renderForm } from '../../bots/slack/render/render-form.ts'
import { readView } from '../../sandbox/slack/validation/views.ts'
import { initialState } from '../../sandbox/slack/workspace/view-state.ts'
import type { Answers, Fields } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { type Language, languages } from '../../src/i18n/translate.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { actionFields, askedFields, type RecordType } from '../../src/records/record-type.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { anyName, arbitraryAnswers } from '../support/legal-answers.ts'

const words = { title: '周计划 2026年第48周（11/23–11/29）', submitLabel: '提交' }
const recordId = '0192f000-0000-7000-8000-000000000001'

/** Sends the form through a strict Slack: what it would refuse throws, what it shows comes back untouched. */
function passThroughSlack(
  type: RecordType,
  fields: Fields,
  purpose: FormPurpose,
  answers: Answers,
  language: Language,
) {
  const form = buildForm(type, fields, purpose, language, words, { answers, names: anyName })
  const view = readView(renderForm(form, { language }), 'modal', () => true)
  const state = { values: initialState(view.blocks, null) }
  return readForm({ private_metadata: view.private_metadata, state } as unknown as ViewOutput)
}

const openOnes = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => !field.sensitive))
const withoutSecret = (fields: Fields, answers: Answers) =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !fields[name]?.sensitive))

describe.each(recordTypes.map((type) => [type.id, type] as const))('a %s sent through Slack', (_, type) => {
  it.each(languages)('comes back as it was filled in (%s)', (language) => {
    const purpose: FormPurpose = { kind: 'file', type: type.id, periodKey: '2026-W48' }
    const fields = askedFields(type)
    fc.assert(
      fc.property(arbitraryAnswers(type), (answers) => {
        const reading = passThroughSlack(type, fields, purpose, answers, language)
        expect(reading.purpose).toEqual(purpose)
        expect(reading.answers).toEqual(withoutSecret(fields, answers))
      }),
      { numRuns: 30 },
    )
  })

  const asking = Object.keys(type.workflow.actions)
    .map((action) => [action, openOnes(actionFields(type, action))] as const)
    .filter(([, fields]) => Object.keys(fields).length > 0)
  it.each(asking)('comes back with what %s asks', (action, fields) => {
    const purpose: FormPurpose = { kind: 'act', type: type.id, recordId, revision: 3, action }
    fc.assert(
      fc.property(arbitraryAnswers(type, fields), (answers) => {
        const reading = passThroughSlack(type, fields, purpose, answers, 'zh-CN')
        expect(reading.purpose).toEqual(purpose)
        expect(reading.answers).toEqual(answers)
      }),
      { numRuns: 10 },
    )
  })
})
