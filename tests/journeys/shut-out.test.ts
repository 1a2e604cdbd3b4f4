import { describe, it } from 'vitest'
import { useWorld } from './world.ts'

/** Nothing waits to be sent: only whoever asks finds out. */
describe('a platform that takes our token no more', () => {
  const world = useWorld('sqlite', { team: 'mixed', onBoth: ['song'] })

  it('is told to the administrator on the other one', async () => {
    const { slack, wecom } = world()
    await slack.faults.add({
      on: 'api',
      method: 'auth.test',
      effect: 'error',
      error: 'token_revoked',
      times: 50,
    })
    await world().goTo('2026-11-18T08:05:10Z')
    await world().goTo('2026-11-18T08:10:10Z')
    await world().person('song', 'wecom').awaits('slack 不认我们的令牌')
    await slack.faults.clear()
    await wecom.faults.add({ on: 'api', method: 'menu/get', effect: 'errcode', errcode: 60020, times: 50 })
    await world().goTo('2026-11-18T08:15:10Z')
    await world().goTo('2026-11-18T08:20:10Z')
    await world().person('song', 'slack').awaits('wecom 不认我们的令牌')
  })
})
