import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildManifest } from '../../bots/slack/manifest.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { openBrowser } from '../journeys/support/browser.ts'
import { giveNotice } from '../journeys/support/refer.ts'
import { slackPerson } from '../journeys/support/slack/slack-person.ts'
import { complete, type Running, run } from '../start/product.ts'
import { seedTeam } from '../start/seed-team.ts'
import { keepSealed } from '../support/log-watch.ts'
import { slackVariables, wecomVariables } from '../support/variables.ts'

/** What a day of work, of mistakes and of attacks leaves in the logs at their most talkative (ASVS 16.2). */
describe('the logs', () => {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-secrets-'))
  let sandbox: Sandbox
  let slack: SandboxClient
  let env: Record<string, string>
  let product: Running
  let url: string
  /** On the error output. */
  let saidAside = ''
  beforeAll(async () => {
    sandbox = await startSandbox({
      now: new Date('2026-11-18T08:00:00Z'),
      rateLimited: false,
      ackTimeoutMs: 60_000,
      triggerLifetimeMs: 60_000,
    })
    slack = createSandboxClient(sandbox.url)
    env = {
      ...complete,
      DATABASE_URL: `file:${join(dir, 'fieldpost.db')}`,
      ...slackVariables(sandbox, 'http'),
      ...wecomVariables(sandbox),
      CLOCK_URL: `${sandbox.url}/clock`,
      LOG_LEVEL: 'debug',
    }
    await seedTeam(env)
    product = run('src/main.js', dir, env)
    product.child.stderr?.on('data', (said: Buffer) => {
      saidAside += said.toString()
    })
    url = await product.ready
    const manifest = buildManifest({ publicUrl: url, mode: 'http' })
    await slack.app.configure({ mode: 'http', requestUrl: `${url}/slack/events`, manifest })
    await slack.wecom.app.configure({ callbackUrl: `${url}/wecom/callback` })
  })
  afterAll(async () => {
    product.child.kill('SIGKILL')
    await product.ended
    await sandbox.close()
    rmSync(dir, { recursive: true, force: true })
  })

  it('hold no secret, no token and nothing of a patient, and one line an event', async () => {
    const typed = [
      '孟晓棠',
      '139 0000 1234',
      '13900001234',
      '混合痔',
      '白霁月',
      '13900005678',
      '回访记录只给自己看',
    ]
    const chen = slackPerson(slack, 'chen')
    const tokens: string[] = []

    // What must not be typed into a chat, and what looks like lines of a log.
    await slack.as('fang').command('/refer', '白霁月 13900005678 混合痔')
    await slack.as('fang').command('/log', '拜访康民诊所 患者：白霁月 13900005678')
    await slack.as('fang').say('病人叫白霁月 139 0000 5678\n{"level":50,"msg":"forged"}\u001b[31m')
    const member = slack.wecom.as('xu')
    await member.say('患者白霁月 13900005678')
    await member.say('\u001b]0;evil\u0007回访记录只给自己看\n{"level":60,"msg":"forged"}')

    // A referral, whose identity is given on a page behind a link.
    const number = await giveNotice(chen)
    const card = await chen.awaitsButton('填写患者身份', number)
    const link = await card.link('填写患者身份')
    tokens.push(link.split('/').at(-1) ?? '')
    const browser = openBrowser(url)
    const form = await browser.open(link)
    tokens.push(/name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? '')
    expect((await form.send(keepSealed({ patientName: '孟晓棠', patientPhone: '139x' }))).status).toBe(422)
    const patient = keepSealed({ patientName: '孟晓棠', patientPhone: '139 0000 1234' })
    expect((await form.send(patient)).status).toBe(200)

    // Somebody who knocks, with what they have found elsewhere, and a platform in trouble.
    const knock = (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, { method: 'POST', body: '孟晓棠', ...init })
    await knock('/slack/events', {
      headers: { 'x-slack-signature': 'v0=00', authorization: `Bearer ${env.SLACK_BOT_TOKEN}` },
    })
    await knock(`/wecom/callback?msg_signature=${env.WECOM_TOKEN}&timestamp=1&nonce=1`)
    await knock('/api/v1/records/referral', {
      headers: { 'content-type': 'application/json' },
      body: '{"孟晓棠":',
    })
    await fetch(`${url}/login/wecom/back?code=孟晓棠&state=13900001234`)
    await fetch(`${url}/s/${tokens[0]}`)
    await slack.faults.add({ on: 'api', method: '*', effect: 'http-500', times: 2 })
    await slack.as('fang').command('/plan', '')

    product.child.kill('SIGTERM')
    const { output } = await product.ended
    const secrets = Object.entries(env).filter(([name]) => /TOKEN|SECRET|AES_KEY|VAULT/.test(name))
    expect(secrets.map(([name]) => name).sort()).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'VAULT_KEYS',
      'VAULT_LOOKUP_KEY',
      'WECOM_AES_KEY',
      'WECOM_SECRET',
      'WECOM_TOKEN',
    ])
    const values = secrets.flatMap(([, value]) => [value, value.split(':').at(-1) ?? value])
    expect(tokens.every((token) => token.length > 20)).toBe(true)
    const found = [...values, ...tokens, ...typed].filter((value) => output.includes(value))
    expect(found).toEqual([])
    const lines = output.split('\n').slice(0, -1)
    expect(lines.length).toBeGreaterThan(5)
    // Nothing is said in other words or elsewhere (16.2.3, 16.2.4).
    const entries = lines.map((line) => JSON.parse(line) as unknown)
    for (const entry of entries)
      expect(entry).toMatchObject({
        time: expect.any(String),
        level: expect.any(Number),
        msg: expect.any(String),
      })
    expect(entries).not.toContainEqual(expect.objectContaining({ msg: 'forged' }))
    expect(saidAside).toBe('')
    const controls = [...output].filter((letter) => letter < ' ' && letter !== '\n')
    expect(controls).toEqual([])
  })
})
