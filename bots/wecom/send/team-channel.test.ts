import { expect, test } from 'vitest'
import { chatIdOf, explainChannel, findKeylessRobots, findTeamChannel } from './team-channel.ts'

test.each([
  ['robot:sales-nanwan', { kind: 'robot', robot: 'sales-nanwan' }],
  ['robot:南湾', { kind: 'robot', robot: '南湾' }],
  ['group:南湾一组', { kind: 'group', name: '南湾一组' }],
  [`group:${'字'.repeat(50)}`, { kind: 'group', name: '字'.repeat(50) }],
  ['group:a: b', { kind: 'group', name: 'a: b' }],
])('%s is a channel', (value, channel) => {
  expect(findTeamChannel(value)).toEqual(channel)
  expect(explainChannel(value)).toBeUndefined()
})

test.each([
  'sales-all',
  '',
  'group',
  'group:',
  'group: 南湾',
  `group:${'字'.repeat(51)}`,
  'group:a\nb',
  'robot:',
  'robot:a,b',
  'robot:a=b',
  'robot:a b',
  'Robot:a',
])('%j is none, and what may stand there is said', (value) => {
  expect(findTeamChannel(value)).toBeUndefined()
  expect(explainChannel(value)).toContain('WECOM_ROBOTS')
})

test('a group is the same wherever it is reckoned, and another one for another name, app or company', () => {
  const app = { corpId: 'ww1', agentId: 1 }
  const ids = [
    chatIdOf(app, '南湾一组'),
    chatIdOf(app, '清溪二组'),
    chatIdOf({ ...app, agentId: 2 }, '南湾一组'),
    chatIdOf({ ...app, corpId: 'ww2' }, '南湾一组'),
  ]
  expect(new Set(ids).size).toBe(4)
  expect(chatIdOf(app, '南湾一组')).toBe(ids[0])
  for (const id of ids) expect(id).toMatch(/^[0-9A-Za-z]{32}$/)
})

test('robots without a key are found, each once', () => {
  const channels = {
    a: { wecom: 'robot:one', slack: 'x' },
    b: { wecom: 'robot:two' },
    c: { wecom: 'robot:two' },
    d: { wecom: 'group:三' },
  }
  expect(findKeylessRobots(channels, new Map([['one', 'key']]))).toEqual(['two'])
})
