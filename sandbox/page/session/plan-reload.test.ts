import { describe, expect, it } from 'vitest'
import type { Channel, Conversation } from '../control/control-shapes.ts'
import { DM, HOME } from './layout.ts'
import { channelOf, planReload } from './plan-reload.ts'

const channel = (id: string, members: string[]): Channel => ({
  id,
  kind: 'public',
  name: id,
  topic: '',
  members,
  isArchived: false,
  withBot: true,
})
const dm: Conversation = {
  ...channel('D1', ['U1', 'UBOT']),
  kind: 'dm',
  unread: 0,
  lastTs: null,
  lastText: '',
  title: 'Fieldpost',
}
const shown = {
  panes: [{ app: 'slack' as const, personId: 'U1', place: DM, threadTs: null }],
  conversations: { U1: [dm] },
  channels: [channel('D1', ['U1', 'UBOT']), channel('C1', ['U1', 'U2'])],
  humans: ['U1', 'U2', 'U3'],
}

describe('what a change makes the page read again', () => {
  it('reads the open conversation and the unread counts of its members', () => {
    expect(planReload({ seq: 1, kind: 'message', channel: 'D1' }, shown)).toEqual([
      { of: 'conversations', user: 'U1' },
      { of: 'messages', user: 'U1', channel: 'D1', threadTs: null },
    ])
  })

  it('reads no messages of a conversation that nobody has open', () => {
    expect(planReload({ seq: 1, kind: 'message', channel: 'C1' }, shown)).toEqual([
      { of: 'conversations', user: 'U1' },
      { of: 'conversations', user: 'U2' },
    ])
  })

  it('reads the open thread too', () => {
    const panes = [
      {
        app: 'slack' as const,
        personId: 'U1',
        place: { kind: 'channel' as const, channelId: 'C1' },
        threadTs: '1.2',
      },
    ]
    const parts = planReload({ seq: 1, kind: 'message-changed', channel: 'C1' }, { ...shown, panes })
    expect(parts).toContainEqual({ of: 'messages', user: 'U1', channel: 'C1', threadTs: '1.2' })
  })

  it('tells nobody else of an ephemeral message', () => {
    const parts = planReload({ seq: 1, kind: 'ephemeral', channel: 'C1', user: 'U2' }, shown)
    expect(parts).toEqual([{ of: 'conversations', user: 'U2' }])
  })

  it('reads modals and Home of the person they belong to', () => {
    expect(planReload({ seq: 1, kind: 'modal', user: 'U2' }, shown)).toEqual([{ of: 'modals', user: 'U2' }])
    expect(planReload({ seq: 1, kind: 'home', user: 'U1' }, shown)).toEqual([{ of: 'home', user: 'U1' }])
  })

  it('reads the open chat of a phone, its own or a group’s, and what all phones list', () => {
    const phone = (chatId: string | null) => ({ app: 'wecom' as const, personId: 'ChenXiaoman', chatId })
    const own = { seq: 1, kind: 'wecom-message', user: 'ChenXiaoman' } as const
    expect(planReload(own, { ...shown, panes: [phone('app')] })).toEqual([
      { of: 'chats' },
      { of: 'phone-messages', user: 'ChenXiaoman', chat: 'app' },
    ])
    expect(planReload({ ...own, user: 'LinZhixia' }, { ...shown, panes: [phone('app')] })).toEqual([
      { of: 'chats' },
    ])
    const inGroup = { seq: 1, kind: 'wecom-message', channel: 'C1' } as const
    expect(planReload(inGroup, { ...shown, panes: [phone('C1')] })).toContainEqual({
      of: 'phone-messages',
      user: 'ChenXiaoman',
      chat: 'C1',
    })
    expect(planReload(inGroup, { ...shown, panes: [phone(null)] })).toEqual([{ of: 'chats' }])
  })

  it('reads everything after a reset and nothing for idle', () => {
    expect(planReload({ seq: 1, kind: 'reset' }, shown)).toEqual([{ of: 'everything' }])
    expect(planReload({ seq: 1, kind: 'idle' }, shown)).toEqual([])
  })
})

it('finds the channel of a pane, and none for Home', () => {
  expect(channelOf({ app: 'slack', personId: 'U1', place: DM, threadTs: null }, [dm])).toBe('D1')
  expect(channelOf({ app: 'slack', personId: 'U1', place: DM, threadTs: null }, [])).toBeNull()
  expect(channelOf({ app: 'slack', personId: 'U1', place: HOME, threadTs: null }, [dm])).toBeNull()
})
