import type { CommandInfo } from '../control/control-shapes.ts'

/** What the product is known to answer, for an app that has not said which commands it has. */
const USUAL = ['/plan', '/report', '/log', '/refer', '/rank', '/fieldpost']

/** Commands that fit what is typed so far; none once the command is finished by a space. */
export function suggestCommands(known: CommandInfo[] | null, typed: string): CommandInfo[] {
  if (!/^\/\S*$/.test(typed)) return []
  const offered = known ?? USUAL.map((command) => ({ command, description: '', usageHint: '' }))
  const begun = typed.toLowerCase()
  const starting = offered.filter(({ command }) => command.startsWith(begun))
  const containing = offered.filter(
    ({ command, description }) =>
      !command.startsWith(begun) && `${command} ${description}`.includes(begun.slice(1)),
  )
  return [...starting, ...containing]
}

/** Splits `/plan 下周` into command and text; null when it is an ordinary message. */
export function readCommand(typed: string): { command: string; text: string } | null {
  // A full-width slash is what a Chinese input method gives for the same key.
  const match = /^[/／](\S+)\s*([\s\S]*)$/.exec(typed.trimStart())
  return match ? { command: `/${match[1]?.toLowerCase()}`, text: (match[2] ?? '').trimEnd() } : null
}
