import { holdsIdentity } from '../../../src/fields/identity.ts'
import { blankPatient } from '../../../src/fields/patient-lines.ts'
import { unescapeText } from './unescape-text.ts'

/**
 * A message as far as it may be kept, for the inbox keeps it in clear: of somebody's number nothing, of a patient the
 * label alone. Slack repeats the words in blocks, and files have names.
 */
export function shortenMessage(message: Message): Message & { left_out?: 'identity' } {
  const { blocks: _, attachments: __, files: ___, ...kept } = message
  if (kept.text === undefined) return kept
  const typed = unescapeText(kept.text)
  if (holdsIdentity(typed)) return { ...kept, text: '', left_out: 'identity' }
  const text = blankPatient(typed)
  return text === typed ? kept : { ...kept, text: escapeText(text) }
}

interface Message {
  type: string
  text?: string
  blocks?: unknown
  attachments?: unknown
  files?: unknown
}

/** As Slack writes it, which whoever reads it expects. */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
