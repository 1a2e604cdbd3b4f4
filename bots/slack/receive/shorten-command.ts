import { findCommand } from '../../../src/commands/find-command.ts'
import { holdsIdentity } from '../../../src/fields/identity.ts'
import { blankPatient } from '../../../src/fields/patient-lines.ts'

/**
 * What was left out of a command's text: somebody's number, with all that stood beside it; who a patient is, behind the
 * label; or other words that nothing would be done with.
 */
export type LeftOut = 'identity' | 'patient' | 'words'

interface Shortened {
  text: string
  leftOut?: LeftOut
}

/**
 * A command's text as far as it is of use, for it is kept in the inbox in clear: the name of another command, or a line
 * for the log. Whatever else stands behind a command (`/refer` and who the patient is) must not be kept.
 */
export function shortenCommand(command: string, typed: string): Shortened {
  const text = command === '/log' ? shortenLine(typed) : shortenWords(typed)
  if (text === typed.trim()) return { text: typed }
  return { text, leftOut: leftOutOf(typed) }
}

function leftOutOf(typed: string): LeftOut {
  if (holdsIdentity(typed)) return 'identity'
  return blankPatient(typed) === typed ? 'words' : 'patient'
}

/** Nothing of a line with somebody's number in it is of use: it will be refused. */
const shortenLine = (line: string) => (holdsIdentity(line) ? '' : blankPatient(line.trim()))

function shortenWords(typed: string): string {
  const text = typed.trim()
  const found = findCommand(text)
  if (found.kind === 'empty') return text
  if (found.kind === 'unknown') {
    const [first = ''] = text.split(/[\s:：]/, 1)
    return found.nearest.length > 0 ? first : ''
  }
  const name = text.slice(0, text.length - found.rest.length).trimEnd()
  return found.command.aim.kind === 'log' && !holdsIdentity(found.rest) ? blankPatient(text) : name
}
