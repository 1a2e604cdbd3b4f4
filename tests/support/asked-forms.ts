import type { Answers, Fields } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { actionFields, askedFields, type RecordType } from '../../src/records/record-type.ts'
import { recordTypes } from '../../src/records/registry.ts'

/** Every type of record with its name first, for `describe.each`. */
export const namedTypes = recordTypes.map((type) => [type.id, type] as const)

export const filing = (type: RecordType): FormPurpose => ({
  kind: 'file',
  type: type.id,
  periodKey: '2026-W48',
})

export const acting = (type: RecordType, action: string): FormPurpose => ({
  kind: 'act',
  type: type.id,
  recordId: '0192f000-0000-7000-8000-000000000001',
  revision: 3,
  action,
})

/** The actions that ask something which may be answered in chat, with what they ask. */
export const actionsAsking = (type: RecordType): (readonly [action: string, asked: Fields])[] =>
  Object.keys(type.workflow.actions)
    .map((action) => [action, withoutSealed(actionFields(type, action))] as const)
    .filter(([, asked]) => Object.keys(asked).length > 0)

/** What a chat gives back of a filled-in form: sealed answers are neither sent nor asked there. */
export const answersInChat = (type: RecordType, answers: Answers): Answers => {
  const shown = withoutSealed(askedFields(type))
  return Object.fromEntries(Object.entries(answers).filter(([name]) => Object.hasOwn(shown, name)))
}

const withoutSealed = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => !field.sensitive))
