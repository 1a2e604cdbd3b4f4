import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandboxClient, type SandboxClient } from '../../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/server.ts'
import { systemClock } from '../../../src/clock.ts'
import { patience } from '../../../tests/support/patience.ts'
import { wecomConfigOf } from '../../../tests/support/wecom-config.ts'
import { createWecomClient } from '../client/wecom-client.ts'
import { buildMenu } from './build-menu.ts'
import { isMenuSet, keepMenu, type MenuParts, setMenu } from './keep-menu.ts'

describe('the menu of an app', () => {
  let sandbox: Sandbox
  let driver: SandboxClient
  let parts: MenuParts

  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimited: false })
    driver = createSandboxClient(sandbox.url)
    const config = wecomConfigOf(sandbox)
    const menu = buildMenu('zh-CN', 'https://fieldpost.example/login/wecom?to=%2F')
    parts = { client: createWecomClient(config, systemClock), agentId: config.agentId, menu }
  })
  afterAll(() => sandbox.close())

  const made = async () => (await driver.wecom.traffic.calls('menu/create')).length

  it('is made once, and anew only when it is another', async () => {
    expect(await isMenuSet(parts)).toBe(false)
    expect(await setMenu(parts)).toBe('made')
    expect(await setMenu(parts)).toBe('stood')
    await driver.wecom.app.configure({ menu: { button: [{ name: '旧', type: 'click', key: '旧' }] } })
    expect(await setMenu(parts)).toBe('made')
    expect(await made()).toBe(2)
  })

  it('is tried again later where WeCom refuses or is away, and asks nobody to wait', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await driver.wecom.app.configure({ menu: null })
    await driver.wecom.faults.add({ on: 'api', method: 'menu/get', effect: 'errcode', errcode: 48002 })
    const before = await made()
    const warned: string[] = []
    const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) })
    const keeper = keepMenu({ ...parts, log })
    await vi.waitFor(() => expect(warned).toHaveLength(1), patience)
    expect(warned[0]).toContain('48002')
    expect(await made()).toBe(before)
    await vi.advanceTimersByTimeAsync(60_000)
    vi.useRealTimers()
    await expect.poll(made).toBe(before + 1)
    expect(await isMenuSet(parts)).toBe(true)
    keeper.stop()
  })
})
