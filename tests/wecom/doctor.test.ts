import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkWecom } from '../../bots/wecom/doctor.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { systemClock } from '../../src/clock.ts'
import { wecomConfigOf } from '../support/wecom-config.ts'

describe('the doctor on WeCom', () => {
  let sandbox: Sandbox
  let wecom: SandboxClient['wecom']
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimited: false })
    wecom = createSandboxClient(sandbox.url).wecom
  })
  afterAll(() => sandbox.close())
  beforeEach(() => createSandboxClient(sandbox.url).reset())

  const channels = {
    default: { slack: 'sales-all', wecom: 'group:全体销售' },
    nanwan: { wecom: 'robot:nanwan' },
    qingxi: { wecom: 'robot:qingxi' },
  }
  const examine = async (keys: [string, string][], language: 'zh-CN' | 'en' = 'zh-CN') =>
    checkWecom({
      config: wecomConfigOf(sandbox, keys),
      publicUrl: 'https://fieldpost.example',
      clock: systemClock,
      language,
      channels,
    })

  it('looks at the secret, the robots’ keys and the groups, and posts nothing', async () => {
    const { webhookUrl } = await wecom.group('sales-nanwan')
    const key = new URL(webhookUrl ?? '').searchParams.get('key') ?? ''
    const findings = await examine([
      ['nanwan', key],
      ['qingxi', '00000000-wrong'],
    ])
    expect(findings.map(({ ok, what }) => [ok, what])).toEqual([
      [true, `已连接企业微信 ${sandbox.wecom.corpId}`],
      // Only the started product sets the menu.
      [false, '应用菜单还没有设置'],
      [true, '网页授权可信域名应填 fieldpost.example（企业微信不提供查询，请在管理后台核对）'],
      [true, '群“全体销售”在发第一条消息时建立'],
      [true, '群机器人 nanwan 可用'],
      [false, '发不进“qingxi”（platform refused: webhook/send 93000）'],
    ])
    expect(findings[5]?.mend).toContain('密钥')
    expect(await (await wecom.group('sales-nanwan')).messages()).toEqual([])
    expect(JSON.stringify(findings)).not.toContain(key)
  })

  it('names robots without a key', async () => {
    const findings = await examine([], 'en')
    expect(findings.flatMap(({ ok, what }) => (!ok && what.includes('WECOM_ROBOTS') ? [what] : []))).toEqual([
      '“nanwan” cannot be posted to (platform refused: robot nanwan has no key in WECOM_ROBOTS)',
      '“qingxi” cannot be posted to (platform refused: robot qingxi has no key in WECOM_ROBOTS)',
    ])
  })

  it('says what to do when the address is not trusted', async () => {
    await wecom.faults.add({ on: 'api', method: 'gettoken', effect: 'errcode', errcode: 60020 })
    const findings = await examine([])
    // What hangs on the connection is not asked; the address of the pages is judged without it.
    expect(findings).toHaveLength(2)
    expect(findings[0]).toMatchObject({ ok: false, mend: expect.stringContaining('企业可信IP') })
  })
})
