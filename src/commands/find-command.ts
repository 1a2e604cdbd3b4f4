import { distance } from 'fastest-levenshtein'
import { foldText } from '../text/fold-text.ts'
import { type Command, commands } from './commands.ts'

export type Found =
  | { kind: 'empty' }
  /** `rest` is as it was typed, without the command and the blanks around it. */
  | { kind: 'command'; command: Command; rest: string }
  /** Nothing of that name; the likeliest first, at most three, none where nothing is near. */
  | { kind: 'unknown'; nearest: readonly Command[] }

/** `my work`, `my-work` and `My Work` are one name. */
const keyOf = (name: string): string => foldText(name).replace(/[\s-]/g, '')

const byWord = new Map(
  commands.flatMap((command) =>
    [...command.words['zh-CN'], ...command.words.en].map((word) => [keyOf(word), command] as const),
  ),
)

/** Marks that people set around or after a command's name: `／计划`, `「帮助」`, `日志：`. */
const leading = /^[\s/／"'“”‘’「『《]+/u
const trailing = /[\s"'“”‘’」』》:：,，。.!！]+$/u

/**
 * Finds the command that a line begins with, in Chinese or English, full-width or half-width. The whole line as one
 * name goes before its first word, so that `写 周报` is found as well.
 */
export function findCommand(text: string): Found {
  const typed = text.replace(leading, '').trimEnd()
  if (typed === '' || (text.trim() !== '' && typed.replace(trailing, '') === '')) {
    // A lone question mark asks for help; other marks alone say nothing.
    const mark = byWord.get(keyOf(text))
    return mark ? { kind: 'command', command: mark, rest: '' } : { kind: 'empty' }
  }
  const whole = byWord.get(keyOf(typed.replace(trailing, '')))
  if (whole) return { kind: 'command', command: whole, rest: '' }
  const [, first = '', rest = ''] = /^([^\s:：]+)[\s:：]*([\s\S]*)$/u.exec(typed) ?? []
  const word = keyOf(first.replace(trailing, ''))
  const command = byWord.get(word)
  if (command) return { kind: 'command', command, rest: rest.trim() }
  return { kind: 'unknown', nearest: findNearest(word) }
}

/** A form's template that comes back as it was copied, `【客户】…`: its command, with all of the text for the form to read. */
export function findHeaded(text: string): Found {
  const [, title = ''] = /^\s*[【[［]([^】\]］\n]+)[】\]］]/u.exec(text) ?? []
  const command = byWord.get(keyOf(title))
  return command ? { kind: 'command', command, rest: text } : { kind: 'unknown', nearest: [] }
}

function findNearest(word: string): Command[] {
  const near = new Map<Command, number>()
  for (const [known, command] of byWord) {
    const apart = distance(word, known)
    // Two letters of a long word may be wrong, one character of a short one; beyond that it is a guess.
    const allowed = Math.min(2, Math.floor(Math.max(word.length, known.length) / 2))
    if (apart <= allowed && apart < Math.max(word.length, known.length)) {
      near.set(command, Math.min(apart, near.get(command) ?? apart))
    }
  }
  return [...near]
    .sort(([, a], [, b]) => a - b)
    .slice(0, 3)
    .map(([command]) => command)
}
