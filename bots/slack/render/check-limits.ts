import { ConfigError } from '../../../src/errors.ts'
import type { Answers, Fields } from '../../../src/fields/field.ts'
import type { Card } from '../../../src/forms/card.ts'
import type { Form, FormPurpose } from '../../../src/forms/form.ts'
import { type Language, languages, speak } from '../../../src/i18n/translate.ts'
import { buildForm, labelOf } from '../../../src/records/build-form.ts'
import { actionFields, askedFields, type RecordType } from '../../../src/records/record-type.ts'
import { findExcesses } from './check-view.ts'
import { limits } from './limits.ts'
import { renderCard } from './render-card.ts'
import { renderForm } from './render-form.ts'

/**
 * Renders every form, card and option of every record type in both languages, as large as they can grow.
 * @throws ConfigError with everything that Slack would refuse or that would have to be cut
 */
export function checkLimits(recordTypes: readonly RecordType[]): void {
  const problems = recordTypes.flatMap((type) =>
    languages.flatMap((language) => [
      ...formsOf(type, language).flatMap((form) => checkForm(form, language)),
      ...checkWords(type, language),
    ]),
  )
  if (problems.length > 0) throw new ConfigError(problems)
}

/** Every form of a type with as many lines as it takes. */
function formsOf(type: RecordType, language: Language): Form[] {
  const texts = type.texts[language]
  const recordId = '00000000-0000-7000-8000-000000000000'
  const record = { type: type.id, recordId, revision: 2 ** 31 - 1 }
  const submitLabel = speak(language)('forms.submit')
  const build = (fields: Fields, purpose: FormPurpose, title: string) =>
    buildForm(
      type,
      fields,
      purpose,
      language,
      { title, submitLabel, ...(texts.intro === undefined ? {} : { intro: texts.intro }) },
      { answers: fillLines(fields) },
    )
  const asking = Object.entries(type.workflow.actions)
    .filter(([, action]) => !action.edits)
    .map(([id]) => [id, actionFields(type, id)] as const)
    .filter(([, fields]) => Object.keys(fields).length > 0)
  return [
    build(askedFields(type), { kind: 'file', type: type.id, periodKey: '2026-W48' }, texts.label),
    build(askedFields(type), { kind: 'edit', ...record, action: 'edit' }, texts.label),
    ...asking.map(([action, fields]) =>
      build(fields, { kind: 'act', ...record, action }, texts.actions[action] ?? action),
    ),
  ]
}

function fillLines(fields: Fields): Answers {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { input }]) =>
      input.shape === 'rows' ? [[name, Array.from({ length: input.maxRows }, () => ({}))] as const] : [],
    ),
  )
}

function checkForm(form: Form, language: Language): string[] {
  const view = renderForm(form, { language, alert: 'x'.repeat(limits.alert) })
  const at = `${form.purpose.type} ${form.purpose.kind} (${language})`
  return findExcesses(view.blocks as Parameters<typeof findExcesses>[0], 'view', view).map(
    (excess) => `${at}: ${excess}`,
  )
}

/** What stands on buttons and title bars must be read there as a whole. */
function checkWords(type: RecordType, language: Language): string[] {
  const texts = type.texts[language]
  const card: Card = {
    title: texts.label,
    facts: Object.values(texts.fields).map((label) => ({ label, value: 'x'.repeat(limits.inputText) })),
    buttons: Object.entries(texts.actions).map(([action, label]) => ({
      label,
      press: { do: 'act', recordId: '0'.repeat(36), revision: 1, action },
    })),
  }
  const tooLong = [
    ...Object.values(texts.actions)
      .filter((label) => label.length > limits.buttonText)
      .map((label) => `button “${label}” has ${label.length}, Slack takes ${limits.buttonText}`),
    ...(texts.label.length > limits.viewTitle
      ? [`label “${texts.label}” has ${texts.label.length}, a title bar takes ${limits.viewTitle}`]
      : []),
    ...Object.keys(texts.fields)
      .map((path) => [path, labelOf(type, path, language)] as const)
      .filter(([, label]) => label.length > limits.label)
      .map(([path, label]) => `label of ${path} has ${label.length}, Slack takes ${limits.label}`),
    ...Object.entries(texts.hints ?? {})
      .filter(([, hint]) => hint.length > limits.hint)
      .map(([path, hint]) => `hint of ${path} has ${hint.length}, Slack takes ${limits.hint}`),
    ...findExcesses(renderCard(card, { language }).blocks, 'message'),
  ]
  return tooLong.map((excess) => `${type.id} card (${language}): ${excess}`)
}
