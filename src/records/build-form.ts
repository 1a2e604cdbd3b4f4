import { type Answers, type Field, type Fields, type InputShape, isBlank } from '../fields/field.ts'
import type { Form, FormField, FormInput, FormPurpose } from '../forms/form.ts'
import type { Language } from '../i18n/translate.ts'
import type { RecordType } from './record-type.ts'

export interface FormContent {
  answers?: Answers
  /** Localised, by dotted path. */
  errors?: Readonly<Record<string, string>>
  /** Names of what lookups have chosen. */
  names?: { of(kind: string, id: string): string | undefined }
}

/** Turns fields into a form in one language. `prefix` is the action's id where the questions are an action's. */
function buildFields(
  type: RecordType,
  fields: Fields,
  language: Language,
  content: FormContent,
  place: { texts: string; errors: string } = { texts: '', errors: '' },
): FormField[] {
  return Object.entries(fields).map(([name, field]) => {
    const textPath = place.texts + name
    const errorPath = place.errors + name
    const answer = content.answers?.[name] ?? null
    const texts = type.texts[language]
    const hint = texts.hints?.[textPath]
    const error = content.errors?.[errorPath]
    return {
      name,
      label: labelOf(type, textPath, language),
      ...(hint === undefined ? {} : { hint }),
      required: field.required,
      input: buildInput(field.input, { type, field, language, content, textPath, errorPath, answer }),
      answer: field.input.shape === 'rows' ? null : answer,
      ...(error === undefined ? {} : { error }),
    }
  })
}

interface Place {
  type: RecordType
  field: Field
  language: Language
  content: FormContent
  textPath: string
  errorPath: string
  answer: Answers[string]
}

function buildInput(shape: InputShape, place: Place): FormInput {
  const { type, language, content, textPath, errorPath, answer } = place
  switch (shape.shape) {
    case 'one-of':
    case 'some-of':
      return {
        shape: shape.shape,
        options: shape.values.map((value) => ({ value, label: optionOf(type, textPath, value, language) })),
      }
    case 'lookup': {
      const label = typeof answer === 'string' ? content.names?.of(shape.of, answer) : undefined
      const chosen = typeof answer === 'string' && label !== undefined ? { value: answer, label } : undefined
      return { shape: 'lookup', of: shape.of, ...(chosen ? { chosen } : {}) }
    }
    case 'rows': {
      const rows = Array.isArray(answer) ? (answer as readonly Answers[]) : []
      const build = (answers: Answers, index: number) =>
        buildFields(
          type,
          shape.fields,
          language,
          { ...content, answers },
          { texts: `${textPath}.`, errors: `${errorPath}.${index}.` },
        )
      return { shape: 'rows', rows: rows.map(build), maxRows: shape.maxRows, blank: build({}, rows.length) }
    }
    case 'secure':
      return { shape: 'secure', inner: buildInput(shape.inner, place) }
    default:
      return shape
  }
}

export function buildForm(
  type: RecordType,
  fields: Fields,
  purpose: FormPurpose,
  language: Language,
  words: { title: string; heading?: string; submitLabel: string; intro?: string },
  content: FormContent = {},
): Form {
  // An action's own questions are worded under the action: `return.why`.
  const own = purpose.kind === 'act' ? (name: string) => !Object.hasOwn(type.fields, name) : () => false
  const form = Object.entries(fields).map(([name, field]) => {
    const texts = own(name) && purpose.kind === 'act' ? `${purpose.action}.` : ''
    return buildFields(type, { [name]: field }, language, content, { texts, errors: '' })
  })
  return { purpose, ...words, fields: form.flat() }
}

/**
 * A field's or an action question's label, with the unit of what is typed or stands below it: 时长（分钟）.
 * @throws TypeError for a missing one, a fault of the record type that shows at boot
 */
export function labelOf(type: RecordType, path: string, language: Language): string {
  const texts = type.texts[language]
  const label = texts.fields[path] ?? texts.actions[path]
  if (label === undefined) throw new TypeError(`${type.id} has no ${language} label for ${path}`)
  const unit = texts.units?.[path]
  if (unit === undefined) return label
  return language === 'en' ? `${label} (${unit})` : `${label}（${unit}）`
}

/** The same beside a value that says its unit itself: 时长. */
export function factLabelOf(type: RecordType, path: string, language: Language): string {
  const { short, fields } = type.texts[language]
  return short?.[path] ?? fields[path] ?? labelOf(type, path, language)
}

export function optionOf(type: RecordType, path: string, value: string, language: Language): string {
  const label = type.texts[language].options?.[path]?.[value]
  if (label === undefined) throw new TypeError(`${type.id} has no ${language} text for ${path} = ${value}`)
  return label
}

/** True when nothing at all has been typed. */
export const isEmptyForm = (answers: Answers): boolean => Object.values(answers).every(isBlank)
