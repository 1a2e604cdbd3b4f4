import { describe, expect, it } from 'vitest'
import type { WecomConfig } from '../../../src/config/wecom.ts'
import { createWayIn } from './way-in.ts'

const config: WecomConfig = {
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'a secret of the app',
  token: 'QDG6eK',
  encodingAesKey: 'x'.repeat(43),
  apiUrl: 'https://qyapi.weixin.qq.com/',
  oauthUrl: 'https://open.weixin.qq.com/',
  robots: new Map(),
  loginUrl: 'https://login.work.weixin.qq.com/',
}
const { signIn } = createWayIn(config, {} as Parameters<typeof createWayIn>[1])
const state = 'a'.repeat(64)
const back = 'https://fieldpost.example/login/wecom/back'

describe('logging in by WeCom', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh',
      true,
    ],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/87 MicroMessenger/7.0.1 WindowsWechat wxwork/4.1.36', true],
    ['Mozilla/5.0 (Linux; Android 14) Chrome/116 MMWEBID/1 MicroMessenger/8.0.49 WeChat/arm64', true],
    ['Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36', false],
    ['', false],
  ])('knows whether %j is its own browser', (userAgent, isInside) => {
    expect(signIn?.isInside(userAgent)).toBe(isInside)
  })

  it('asks in its own browser without a look (91022)', () => {
    expect(signIn?.addressFor({ state, back, isInside: true })).toBe(
      `https://open.weixin.qq.com/connect/oauth2/authorize?appid=ww0123456789abcdef&redirect_uri=https%3A%2F%2Ffieldpost.example%2Flogin%2Fwecom%2Fback&response_type=code&scope=snsapi_base&state=${state}&agentid=1000002#wechat_redirect`,
    )
  })

  it('asks in any other by a code to scan (98152)', () => {
    expect(signIn?.addressFor({ state, back, isInside: false })).toBe(
      `https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp&appid=ww0123456789abcdef&agentid=1000002&redirect_uri=https%3A%2F%2Ffieldpost.example%2Flogin%2Fwecom%2Fback&state=${state}`,
    )
  })
})
