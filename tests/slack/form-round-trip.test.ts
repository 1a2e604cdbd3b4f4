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
import { askedFields, type RecordType } from '../../src/records/record-type.ts'
import { acting, actionsAsking, answersInChat, filing, namedTypes } from '../support/asked-forms.ts'
import { anyName, arbitraryAnswers } from '../support/legal-answers.ts'

const words = { title: '周计划 2026年第48周（11月23日–29日）', submitLabel: '提交' }

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

describe.each(namedTypes)('a %s sent through Slack', (_, type) => {
  it.each(languages)('comes back as it was filled in (%s)', (language) => {
    const purpose = filing(type)
    const fields = askedFields(type)
    fc.assert(
      fc.property(arbitraryAnswers(type), (answers) => {
        const reading = passThroughSlack(type, fields, purpose, answers, language)
        expect(reading.purpose).toEqual(purpose)
        expect(reading.answers).toEqual(answersInChat(type, answers))
      }),
      { numRuns: 30 },
    )
  })

  it.each(actionsAsking(type))('comes back with what %s asks', (action, fields) => {
    const purpose = acting(type, action)
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
