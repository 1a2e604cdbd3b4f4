import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openOffice } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { rotateKeys } from '../../src/services/upkeep/rotate-keys.ts'
import { keepSecret, watchedLog } from '../support/log-watch.ts'
import { type Browser, openBrowser } from './support/browser.ts'
import { giveNotice } from './support/refer.ts'
import { useWorld } from './world.ts'

const pairOf = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const [old, fresh] = [pairOf('old', 5), pairOf('fresh', 6)]
const lookupKey = Buffer.alloc(32, 9).toString('base64')

/** What the processes are started with from now on. */
const settings = { VAULT_KEYS: old, VAULT_LOOKUP_KEY: lookupKey }

/** The steps of docs/operations.md, "Keys", under people who file and read patients on either process. */
describe('changing the key of two processes, one after the other', () => {
  const world = useWorld('postgresql', {
    isBalanced: true,
    without: ['清溪二组'],
    env: async () => settings,
  })
  const patients: { name: string; at: string }[] = []
  let browser: Browser

  /** One more patient, answered by one process, read from both. */
  async function seal(name: string): Promise<void> {
    const chen = world().person('chen')
    const number = await giveNotice(chen)
    const link = await (await chen.awaitsButton('填写患者身份', number)).link('填写患者身份')
    const reader = openBrowser(world().url)
    const form = await reader.open(link)
    const patientPhone = `139 0000 ${1_000 + patients.length}`
    expect((await form.send({ patientName: name, patientPhone })).status).toBe(200)
    patients.push({ name, at: form.path.replace(/\/do\/.*/, '') })
    browser = reader
    // The next request goes to the other one.
    for (const each of [patients[0], patients.at(-1), patients.at(-1)]) await read(each)
  }
  async function read(patient: (typeof patients)[number] | undefined): Promise<void> {
    const page = await browser.get(`${patient?.at}/sealed`)
    expect([page.status, page.body]).toEqual([200, expect.stringContaining(patient?.name ?? '?')])
  }
  /** Both are started anew, while patients are sealed and read at each moment of it. */
  async function restartWith(keys: string, names: readonly string[]): Promise<void> {
    settings.VAULT_KEYS = keys
    let isUnderWay = true
    const restarting = world()
      .restart()
      .finally(() => {
        isUnderWay = false
      })
    for (const [n, name] of names.entries()) if (n === 0 || isUnderWay) await seal(name)
    await restarting
    for (const patient of patients) await read(patient)
  }

  it('leaves every patient readable all the while, and the old key needed by none', async () => {
    await seal('孟晓棠')
    await restartWith(`${old},${fresh}`, ['贺兰英', '温庭玉', '章若水'])
    await restartWith(`${fresh},${old}`, ['舒望之', '俞伯年', '江如练'])

    const { office, close } = await openOffice(
      readConfig(
        keepSecret({
          ...{ DATABASE_URL: world().databaseUrl, ...settings },
          ...{ SLACK_BOT_TOKEN: 'xoxb-console', SLACK_SIGNING_SECRET: 'a-signing-secret' },
        }),
      ),
      watchedLog,
    )
    const [{ byKey, unopened }] = await Promise.all([rotateKeys(office), seal('柳叶青')])
    await close()
    expect([Object.keys(byKey), unopened]).toEqual([['fresh'], {}])

    await restartWith(fresh, ['沈一帆', '闻人杰', '施玉兰'])
    const client = new pg.Client({ connectionString: world().databaseUrl })
    await client.connect()
    const { rows } = await client.query('SELECT DISTINCT "keyId" FROM "SensitiveValue"')
    await client.end()
    expect(rows).toEqual([{ keyId: 'fresh' }])
  }, 240_000)
})
