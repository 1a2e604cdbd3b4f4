import { describe, expect, it } from 'vitest'
import type { WecomWorld, Workspace } from '../control/control-shapes.ts'
import { findWho, listAccounts, whoAtHome } from './accounts.ts'

const user = (id: string, rest: object = {}) => ({ id, handle: id.toLowerCase(), is_bot: false, ...rest })
const member = (userid: string, talksIn: string) => ({ userid, handle: userid, name: userid, talksIn })

function account(handle: string, { mode = 'http', callbackUrl = 'http://127.0.0.1/' as string | null } = {}) {
  const workspace = {
    app: { mode },
    users: [
      user('CHEN'),
      user('LIN'),
      user('GU'),
      user('BOT', { is_bot: true }),
      user('OFF', { deleted: true }),
      user('MOVED', { deleted: true, title: '主管' }),
    ],
  }
  const wecom = {
    app: { callbackUrl },
    members: [
      member('chen', 'wecom'),
      member('lin', 'slack'),
      member('wei', 'wecom'),
      member('moved', 'slack'),
    ],
  }
  const all = listAccounts(workspace as unknown as Workspace, wecom as unknown as WecomWorld)
  const found = all.find(({ person }) => person.handle === handle)
  return found && { ...found, home: whoAtHome(found) }
}

describe('somebody with accounts on both platforms', () => {
  it('is played where they talk', () => {
    expect(account('chen')?.home).toEqual({ app: 'wecom', personId: 'chen' })
    expect(account('lin')?.home).toEqual({ app: 'slack', personId: 'LIN' })
  })

  it('is played where an app has come, when only one has', () => {
    expect(account('chen', { callbackUrl: null })?.home.app).toBe('slack')
    expect(account('lin', { mode: 'none' })?.home.app).toBe('wecom')
  })
})

it('knows who has one account only, and neither bots nor who has left', () => {
  const [gu, wei] = [account('gu'), account('wei')]
  expect(gu && findWho(gu, 'wecom')).toBeNull()
  expect(wei && findWho(wei, 'slack')).toBeNull()
  expect(wei?.home.app).toBe('wecom')
  expect([account('bot'), account('off')]).toEqual([undefined, undefined])
  expect(account('wei', { callbackUrl: null })).toBeUndefined()
})

it('keeps the place in the company of whoever has left Slack only', () => {
  const moved = account('moved')
  expect(moved?.person).toMatchObject({ id: 'MOVED', title: '主管' })
  expect(moved?.home).toEqual({ app: 'wecom', personId: 'moved' })
})
