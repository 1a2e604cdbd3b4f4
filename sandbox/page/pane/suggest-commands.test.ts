import { expect, it } from 'vitest'
import { readCommand, suggestCommands } from './suggest-commands.ts'

const known = [
  { command: '/plan', description: '周计划', usageHint: '' },
  { command: '/report', description: '周汇报', usageHint: '' },
  { command: '/fieldpost', description: '帮助', usageHint: '' },
]
const offered = (typed: string) => suggestCommands(known, typed).map(({ command }) => command)

it('offers what begins with the typed letters, then what has them in name or description', () => {
  expect(offered('/')).toEqual(['/plan', '/report', '/fieldpost'])
  expect(offered('/P')).toEqual(['/plan', '/report', '/fieldpost'])
  expect(offered('/pl')).toEqual(['/plan'])
  expect(offered('/帮')).toEqual(['/fieldpost'])
})

it('offers nothing once the command is finished, or in ordinary text', () => {
  expect(offered('/plan ')).toEqual([])
  expect(offered('either/or')).toEqual([])
})

it('offers the usual commands for an app that has not said which it has', () => {
  expect(suggestCommands(null, '/re').map(({ command }) => command)).toEqual(['/report', '/refer'])
})

it('splits a command from its text, with a full-width slash too', () => {
  expect(readCommand('/log 拜访南湾一院\n30分钟 ')).toEqual({ command: '/log', text: '拜访南湾一院\n30分钟' })
  expect(readCommand('／Plan')).toEqual({ command: '/plan', text: '' })
  expect(readCommand('计划 /plan')).toBeNull()
  expect(readCommand('/ 空')).toBeNull()
})
