import { settleDirection } from '../../text/settle-direction.ts'
import { type Answer, base, type CommonOptions, type FieldBase, ok, type Parsed, refuse } from '../field.ts'
import { holdsIdentity } from '../identity.ts'
import { namesPatient } from '../patient-lines.ts'

interface TextOptions extends CommonOptions {
  /** UTF-16 units, which is what the platforms count; at most 3,000, the most a Slack input takes. */
  max?: number
  /** A text with a telephone or ID number in it, or that says who a patient is, is refused, and kept in no draft. */
  refuses?: 'identity'
}

function parseText(answer: Answer, max: number, { refuses }: TextOptions): Parsed<string> {
  if (typeof answer !== 'string') return refuse('fields.notText')
  const text = normalise(answer)
  if (text.length > max) return refuse('fields.tooLong', { max, length: text.length })
  if (refuses === 'identity' && holdsIdentity(text)) return refuse('fields.holdsIdentity')
  return refuses === 'identity' && namesPatient(text) ? refuse('fields.namesPatient') : ok(text)
}

/**
 * Line ends differ by platform, lone surrogates cannot be stored, and marks of direction must not turn around what we
 * write behind a text; nothing else of what was typed is touched.
 */
function normalise(text: string): string {
  return settleDirection(text.replace(/\r\n?/g, '\n').toWellFormed().replaceAll('\u0000', '')).trim()
}

function textField(kind: 'text' | 'long-text', options: TextOptions, defaultMax: number): FieldBase<string> {
  const maxLength = options.max ?? defaultMax
  return {
    ...base(kind, 'text', options),
    ...(options.refuses ? { refusesIdentity: true } : {}),
    input: { shape: kind === 'text' ? 'line' : 'lines', maxLength },
    parse: (answer) => {
      const parsed = parseText(answer, maxLength, options)
      return parsed.ok && kind === 'text' ? ok(parsed.value.replace(/\s*\n\s*/g, ' ')) : parsed
    },
    toAnswer: (value) => value,
    show: (value) => value,
    jsonSchema: { type: 'string', maxLength },
  }
}

/** One line of text. */
export const text = (options: TextOptions = {}) => textField('text', options, 150)
/** Several lines of text. */
export const longText = (options: TextOptions = {}) => textField('long-text', options, 3000)
