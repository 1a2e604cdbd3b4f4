import type { Actor } from '../../access/actor.ts'
import type { Form, FormPurpose } from '../../forms/form.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { buildForm, type FormContent } from '../../records/build-form.ts'
import { findNewName } from '../../records/new-name.ts'
import { formFields, type RecordType } from '../../records/record-type.ts'
import { getRecordType } from '../../records/registry.ts'
import type { Tx } from '../../store/open-store.ts'
import { readPersonNames } from '../../store/people.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { readLastNote } from '../records/last-note.ts'
import { readNames } from '../records/names.ts'
import { periodLabel } from '../records/period-label.ts'
import { type LastNote, noteHeading } from '../records/record-card.ts'

export interface PresentedRecord {
  number: string
  /** Whose it is, where that is somebody else than who fills the form in. */
  ownerName?: string | undefined
  /** What the latest decision about it said: a form that mends it shows on top why. */
  note?: LastNote | undefined
}

/** What a form about a record says of it to its reader. */
export async function presentRecord(
  db: Tx,
  reader: Actor,
  { id, number, ownerId }: Pick<StoredRecord, 'id' | 'number' | 'ownerId'>,
): Promise<PresentedRecord> {
  const ownerName =
    ownerId === reader.personId ? undefined : (await readPersonNames(db, [ownerId])).get(ownerId)
  return { number, ownerName, note: await readLastNote(db, id) }
}

/** A form of this purpose, whether it begins or comes back with what is wrong. */
export async function presentForm(
  db: Tx,
  language: Language,
  purpose: FormPurpose,
  content: Omit<FormContent, 'names'> & { record?: PresentedRecord | undefined },
): Promise<Form> {
  const { record, answers = {}, errors = {} } = content
  const type = getRecordType(purpose.type)
  const fields = formFields(type, purpose)
  const words = formWords(type, purpose, language, record)
  const known = await readNames(db, fields, [answers])
  const of = (kind: string, id: string) => {
    const name = findNewName(id)
    return name === undefined ? known.of(kind, id) : speak(language)('forms.newName', { name })
  }
  return buildForm(type, fields, purpose, language, words, { answers, errors, names: { of } })
}

/** What stands above and below a form's fields: what is done, and to which week's or which numbered record. */
function formWords(
  type: RecordType,
  purpose: FormPurpose,
  language: Language,
  record: PresentedRecord | undefined,
): Pick<Form, 'title' | 'heading' | 'intro' | 'submitLabel'> {
  const { label, intro, actions } = type.texts[language]
  const submitLabel = speak(language)('forms.submit')
  const note = record?.note
  const words = [
    ...(note ? [`${noteHeading(type, note, language)}\n${note.text}`] : []),
    ...(intro !== undefined && purpose.kind !== 'act' ? [intro] : []),
  ]
  const said = words.length > 0 ? { intro: words.join('\n\n') } : {}
  if (purpose.kind === 'file') {
    const { periodKey } = purpose
    // A day is one of the answers, and may be changed.
    const heading = periodKey && type.period ? { heading: periodLabel(periodKey, language) } : {}
    return { title: label, ...heading, ...said, submitLabel }
  }
  return {
    title: actions[purpose.action] ?? purpose.action,
    heading: [
      record === undefined ? label : `${label} ${record.number}`,
      ...(record?.ownerName ? [record.ownerName] : []),
    ].join(' · '),
    ...said,
    submitLabel,
  }
}
