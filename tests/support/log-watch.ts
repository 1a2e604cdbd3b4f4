import type { Vault } from '../../src/vault/vault.ts'

/** What stands in no line of a log, whatever it is (ASVS 5, 16.2.5): tokens by their shape, numbers of people. */
const shapes: readonly RegExp[] = [
  /xox[a-z]-\w|xapp-\w/,
  /\/s\/[\w-]{43}/,
  /__Host-fieldpost(?:-login)?=/,
  /(?<![\w.-])1[3-9]\d{9}(?![\w.-])/,
  /(?<![\w-])\d{17}[\dXx](?![\w-])/,
]
/** Shorter ones stand in many a word by chance. */
const shortest = 3

const secrets = new Set<string>()
const sealed = new Set<string>()
let lines: string[] = []

/** Takes what a product is configured with, and remembers whatever of it is secret. */
export function keepSecret<Variables extends Readonly<Record<string, string>>>(
  variables: Variables,
): Variables {
  for (const [name, value] of Object.entries(variables)) {
    if (/TOKEN|SECRET|AES_KEY|VAULT/.test(name)) secrets.add(value)
    // Of each pair `id:key` the key.
    if (name === 'VAULT_KEYS')
      for (const pair of value.split(',')) secrets.add(pair.slice(pair.indexOf(':') + 1))
    // The key at the end of a robot's address, and the password in that of a database.
    for (const [, key = ''] of value.matchAll(/[?&]key=([^,&]+)/g)) secrets.add(key)
    for (const [, password = ''] of value.matchAll(/:\/\/[^/:@]*:([^/@]+)@/g)) secrets.add(password)
  }
  return variables
}

/** Remembers what a test types into a product that runs in a process of its own, where nobody sees it sealed. */
export function keepSealed<Answers extends Readonly<Record<string, string>>>(answers: Answers): Answers {
  for (const value of Object.values(answers)) sealed.add(value)
  return answers
}

/** Remembers whatever is sealed from now on: it is what people typed and nobody may read. */
export function watchSealing(vault: Vault): void {
  const seal = vault.seal
  vault.seal = (plain, place) => {
    sealed.add(plain)
    return seal(plain, place)
  }
}

/** Where every product that a test starts writes its log, and whatever else its process says. */
export const watchedLog = { write: (line: string): void => void lines.push(line) }

/** The lines since it was asked last that hold what no log may hold. */
export function takeLeaks(): string[] {
  const taken = lines
  lines = []
  if (taken.length === 0) return []
  const values = [...secrets, ...sealed].filter(({ length }) => length >= shortest)
  const forbidden = [...new Set(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]))]
  const whole = taken.join('\n')
  const found = forbidden.filter((value) => whole.includes(value))
  return taken.filter(
    (line) => found.some((value) => line.includes(value)) || shapes.some((shape) => shape.test(line)),
  )
}

/** What was sealed in one file of tests says nothing to the next. */
export const forgetSealed = (): void => sealed.clear()
