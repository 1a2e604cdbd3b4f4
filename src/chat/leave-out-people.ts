import { asksForPerson, leaveOutPerson } from '../fields/patient-lines.ts'
import type { Form, FormField } from '../forms/form.ts'

/**
 * The text without lines that give a person's name or number to a form that asks for none: they could only be told as
 * not understood, or be kept in a longer text. A form that asks for them reads them itself.
 */
export const leaveOutPeople = (form: Form, text: string): { text: string; isLeftOut: boolean } =>
  openLabels(form.fields).some(asksForPerson) ? { text, isLeftOut: false } : leaveOutPerson(text)

const openLabels = (fields: readonly FormField[]): string[] =>
  fields
    .filter(({ input }) => input.shape !== 'secure')
    .flatMap(({ label, input }) => [label, ...(input.shape === 'rows' ? openLabels(input.blank) : [])])
