import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { speak } from '../../src/i18n/translate.ts'
import { checkClock } from '../../src/services/doctor/check-clock.ts'
import { checkPeople } from '../../src/services/doctor/check-people.ts'
import { examineHouse } from '../../src/services/doctor/examine-house.ts'
import type { Finding } from '../../src/services/doctor/finding.ts'
import { createTestDatabase, databases } from '../support/databases.ts'
import { defaultYaml } from '../support/default-policy.ts'
import { useTestOffice } from '../support/office.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-doctor-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const policyFile = 'policies/default.yaml'
const clock = fixedClock('2026-11-18T08:00:00Z')
const illOf = (findings: readonly Finding[]) => findings.filter((f) => !f.ok)
const en = speak('en')

describe.each(databases)('the doctor on %s', (provider) => {
  const opened = useTestOffice(provider)

  it('finds nothing to mend where all is well', async () => {
    const { findings, policy } = await examineHouse({ databaseUrl: opened().database.url, policyFile }, clock)
    expect(illOf(findings)).toEqual([])
    expect(findings.map((f) => f.what).join('\n')).toMatch(/10 人，3 个团队/)
    expect(policy?.name).toBe('Default policy')
  })

  it('says when no administrator has an account, who would link the others', async () => {
    const { db } = opened().office.store
    const admins = await db.roleGrant.findMany({ where: { role: 'admin' } })
    await db.identity.deleteMany({ where: { personId: { in: admins.map(({ personId }) => personId) } } })
    const [first] = illOf(await checkPeople(opened().office.store, en))
    expect(first?.what).toContain('no administrator has an account')
    expect(first?.mend).toContain('employee number')
  })

  it('names who cannot be reached, who has no supervisor, and that nobody administers', async () => {
    const { office, teamIds } = opened()
    const { db } = office.store
    await db.identity.deleteMany({ where: { platformUserId: 'U0REP' } })
    await db.roleGrant.deleteMany({ where: { role: 'admin' } })
    await db.roleGrant.deleteMany({ where: { role: 'supervisor', teamId: teamIds.qingxi } })
    await db.person.updateMany({ where: { name: '陆思远' }, data: { zone: 'Mars/Olympus' } })
    const found = illOf(await checkPeople(office.store, en))
    expect(found.map((f) => f.what)).toEqual([
      expect.stringContaining('no administrator'),
      expect.stringContaining('陈小满'),
      expect.stringContaining('清溪二组'),
      expect.stringContaining('陆思远'),
    ])
    expect(found.every((f) => f.mend !== '')).toBe(true)
  })

  it('says of an empty database what the first step is', async () => {
    const empty = await createTestDatabase(provider)
    try {
      const { findings } = await examineHouse({ databaseUrl: empty.url, policyFile }, clock)
      expect(illOf(findings).map((f) => f.mend)).toEqual([expect.stringContaining('npm run import')])
    } finally {
      await empty.drop()
    }
  })

  it('counts the migrations that the next start will run', async () => {
    const bare = await createTestDatabase(provider, { isMigrated: false })
    try {
      // An empty file is there, but knows nothing yet.
      if (provider === 'sqlite') writeFileSync(bare.url.slice('file:'.length), '')
      const { findings } = await examineHouse({ databaseUrl: bare.url, policyFile }, clock)
      expect(findings[0]).toMatchObject({ ok: true, what: expect.stringMatching(/升级 \d+ 步/) })
    } finally {
      await bare.drop()
    }
  })
})

describe('the doctor', () => {
  it('does not make a database that is not there', async () => {
    const file = join(dir, 'none', 'fieldpost.db')
    const { findings } = await examineHouse({ databaseUrl: `file:${file}`, policyFile }, clock)
    expect(illOf(findings)).toEqual([])
    expect(existsSync(join(dir, 'none'))).toBe(false)
  })

  it('says which database cannot be read, without its password', async () => {
    writeFileSync(join(dir, 'no.db'), 'this is no database, however long one looks at it'.repeat(100))
    for (const databaseUrl of [`file:${join(dir, 'no.db')}`, 'postgresql://me:hush@127.0.0.1:1/x']) {
      const { findings } = await examineHouse({ databaseUrl, policyFile }, clock)
      expect(illOf(findings)).toHaveLength(1)
      expect(JSON.stringify(findings)).not.toContain('hush')
    }
  })

  it('names every problem of the policy by its line, and that nothing is in force', async () => {
    const databaseUrl = `file:${join(dir, 'none.db')}`
    const file = join(dir, 'policy.yaml')
    writeFileSync(file, defaultYaml(['weekend: [6, 7]', 'weekend: [6, 9]']))
    const wrong = await examineHouse({ databaseUrl, policyFile: file }, clock)
    expect(illOf(wrong.findings).map((f) => f.what)).toEqual([
      expect.stringMatching(/policy\.yaml:\d+:\d+ calendar\.weekend/),
    ])
    writeFileSync(file, defaultYaml(['effectiveFrom: 2026-01-01', 'effectiveFrom: 2027-01-01']))
    expect(illOf((await examineHouse({ databaseUrl, policyFile: file }, clock)).findings)).toHaveLength(1)
    const missing = await examineHouse({ databaseUrl, policyFile: join(dir, 'no.yaml') }, clock)
    expect(illOf(missing.findings)).toHaveLength(1)
  })

  it('speaks the language of the policy', async () => {
    const file = join(dir, 'english.yaml')
    writeFileSync(file, defaultYaml(['language: zh-CN', 'language: en']))
    const { findings, language } = await examineHouse(
      { databaseUrl: `file:${join(dir, 'none.db')}`, policyFile: file },
      clock,
    )
    expect(language).toBe('en')
    expect(findings.map((f) => f.what).join('')).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('asks for the coming year’s holidays from December', async () => {
    const look = async (now: string) => {
      const config = { databaseUrl: `file:${join(dir, 'none.db')}`, policyFile }
      return illOf((await examineHouse(config, fixedClock(now))).findings).map((f) => f.what)
    }
    expect(await look('2026-11-30T08:00:00Z')).toEqual([])
    expect(await look('2026-12-01T08:00:00Z')).toEqual([expect.stringContaining('2027')])
  })

  describe('compares this machine’s time with the platform’s', () => {
    let server: Server | undefined
    afterEach(() => void server?.close())
    const listen = async (date: string | undefined) => {
      const started = createServer((_request, response) => {
        response.sendDate = false
        if (date) response.setHeader('date', date)
        response.end()
      })
      server = started
      await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
      return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`
    }

    it('and calls a minute much', async () => {
      const address = await listen('Wed, 18 Nov 2026 08:00:30 GMT')
      expect((await checkClock(address, clock, en)).ok).toBe(true)
      const late = await checkClock(address, fixedClock('2026-11-18T07:58:00Z'), en)
      expect(late).toMatchObject({ ok: false, what: expect.stringContaining('-150 s') })
    })

    it('or says that it cannot', async () => {
      expect((await checkClock(await listen(undefined), clock, en)).ok).toBe(true)
      expect((await checkClock('http://127.0.0.1:1/', clock, en)).ok).toBe(false)
    })
  })
})
