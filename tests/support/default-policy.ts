import { readFileSync } from 'node:fs'
import { type ParsedPolicy, parsePolicy } from '../../src/policy/parse-policy.ts'

export type TextChange = readonly [from: string, to: string]

const file = readFileSync(new URL('../../policies/default.yaml', import.meta.url), 'utf8')

/** The default policy's file, with some texts replaced; each must stand there once, or the test would test nothing. */
export const defaultYaml = (...changes: readonly TextChange[]): string =>
  changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`the default policy does not say once: ${from}`)
    return text.replace(from, () => to)
  }, file)

/** The same as it is read: the policy, and its hash. */
export function defaultPolicy(...changes: readonly TextChange[]): Read {
  const yaml = defaultYaml(...changes)
  const parsed = read.get(yaml) ?? parsePolicy(yaml)
  if (parsed.policy === null) throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  read.set(yaml, parsed)
  return parsed
}

type Read = Extract<ParsedPolicy, { hash: string }>

/** Every office asks for the same few. */
const read = new Map<string, Read>()
