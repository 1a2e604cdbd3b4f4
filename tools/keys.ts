/**
 * `npm run keys` prints the two secrets that seal patient data, ready for .env; `npm run keys -- rotate` seals anew what
 * older keys sealed, while the product runs, and ends with 1 while something is left under them.
 */
import { randomBytes } from 'node:crypto'
import { readEnvironment } from '../src/config.ts'
import type { Translate } from '../src/i18n/translate.ts'
import { readConsoleLanguage } from './console-language.ts'
import { readCall } from './read-call.ts'
import { runTool } from './run-tool.ts'

const call = readCall({ lang: { type: 'string' } })

await runTool(
  async (t) => {
    const [command, ...rest] = call?.positionals ?? ['unknown']
    if (command === undefined) return printKeys()
    if (command === 'rotate' && rest.length === 0) return rotate(t)
    console.error(t('keys.usage'))
    return 2
  },
  await readConsoleLanguage(call?.values.lang),
)

function printKeys(): number {
  const key = () => randomBytes(32).toString('base64')
  // Never an id that an older key has: each sealed answer names the key that opens it.
  const id = `k${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(2).toString('hex')}`
  console.log(`VAULT_KEYS=${id}:${key()}\nVAULT_LOOKUP_KEY=${key()}`)
  return 0
}

async function rotate(t: Translate): Promise<number> {
  // Keys are made before anything else is there.
  const { openOffice } = await import('../src/compose.ts')
  const { rotateKeys } = await import('../src/services/upkeep/rotate-keys.ts')
  const config = readEnvironment()
  const { office, close } = await openOffice(config)
  try {
    const { newest, resealed, unopened, byKey } = await rotateKeys(office)
    const older = Object.keys(byKey).filter((id) => id !== newest)
    const isDone = resealed === 0 && older.length === 0
    console.log(isDone ? t('keys.nothing', { newest }) : t('keys.rotated', { newest, count: resealed }))
    for (const [id, count] of Object.entries(byKey)) console.log(t('keys.under', { id, count }))
    for (const [id, count] of Object.entries(unopened)) console.error(t('keys.unopened', { id, count }))
    const empty = config.vaultKeys.map(({ id }) => id).filter((id) => id !== newest && !(id in byKey))
    if (older.length > 0) console.error(t('keys.goOn'))
    else if (empty.length > 0) console.log(t('keys.mayGo', { ids: empty.join(', ') }))
    return older.length > 0 ? 1 : 0
  } finally {
    await close()
  }
}
