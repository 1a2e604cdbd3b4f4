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

const names = [
  '孟晓棠',
  '贺兰英',
  '温庭玉',
  '章若水',
  '舒望之',
  '俞伯年',
  '江如练',
  '柳叶青',
  '沈一帆',
  '施玉兰',
  '韦应寒',
  '陆敬之',
  '石如玉',
  '丁慕云',
  '宁远舟',
]

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

  const keysInUse = async () => {
    const client = new pg.Client({ connectionString: world().databaseUrl })
    await client.connect()
    const { rows } = await client.query<{ id: string }>('SELECT DISTINCT "keyId" AS id FROM "SensitiveValue"')
    await client.end()
    return rows.map(({ id }) => id).toSorted()
  }

  /** One more patient, answered by one process and read from both. */
  async function seal(): Promise<void> {
    const chen = world().person('chen')
    const number = await giveNotice(chen)
    const link = await (await chen.awaitsButton('填写患者身份', number)).link('填写患者身份')
    browser = openBrowser(world().url)
    const form = await browser.open(link)
    // Else the same one might take each of them.
    if (patients.length % 2 === 1) await fetch(`${world().url}/healthz`)
    const patientName = names[patients.length] ?? ''
    const patientPhone = `139 0000 ${1_000 + patients.length}`
    expect((await form.send({ patientName, patientPhone })).status).toBe(200)
    patients.push({ name: patientName, at: form.path.replace(/\/do\/.*/, '') })
    await readAll()
  }
  /** Each request goes to the other process than the one before. Nobody may look more than sixty times a minute. */
  async function readAll(): Promise<void> {
    for (const patient of new Set([patients[0], patients.at(-1)])) {
      for (const _ of [1, 2]) {
        const page = await browser.get(`${patient?.at}/sealed`)
        expect([page.status, page.body]).toEqual([200, expect.stringContaining(patient?.name ?? '?')])
      }
    }
  }
  /** Both are started anew, the one while the other works with the keys from before. */
  async function restartWith(keys: string): Promise<void> {
    settings.VAULT_KEYS = keys
    await world().restart(async () => {
      await seal()
      // Also by the process that seals under the first key of now.
      const first = keys.split(':')[0] ?? ''
      for (let more = 0; more < 3 && !(await keysInUse()).includes(first); more += 1) await seal()
      expect(await keysInUse()).toContain(first)
    })
  }

  it('leaves every patient readable all the while, and the old key needed by none', async () => {
    await seal()
    await restartWith(`${old},${fresh}`)
    await restartWith(`${fresh},${old}`)
    expect(await keysInUse()).toEqual(['fresh', 'old'])

    const { office, close } = await openOffice(
      readConfig(
        keepSecret({
          ...{ DATABASE_URL: world().databaseUrl, ...settings },
          ...{ SLACK_BOT_TOKEN: 'xoxb-console', SLACK_SIGNING_SECRET: 'a-signing-secret' },
        }),
      ),
      watchedLog,
    )
    const [{ byKey, unopened }] = await Promise.all([rotateKeys(office), seal()])
    await close()
    expect([Object.keys(byKey), unopened]).toEqual([['fresh'], {}])

    await restartWith(fresh)
    expect(await keysInUse()).toEqual(['fresh'])
  }, 240_000)
})
