import { expect, it } from 'vitest'
import type { Message } from '../control/control-shapes.ts'
import { arrangeMessages } from './arrange-messages.ts'

const message = (iso: string, user: string, rest: Partial<Message> = {}): Message => ({
  ts: `${Date.parse(iso) / 1000}.000100`,
  user,
  text: '',
  channel: 'C1',
  ephemeral: false,
  notice: false,
  ...rest,
})
const arrange = (messages: Message[]) =>
  arrangeMessages(messages, 'Asia/Shanghai').map(({ startsDay, isContinued }) => [startsDay, isContinued])

it('runs messages of one author together for five minutes', () => {
  expect(
    arrange([
      message('2026-11-18T08:00:00Z', 'U1'),
      message('2026-11-18T08:04:00Z', 'U1'),
      message('2026-11-18T08:05:00Z', 'U2'),
      message('2026-11-18T08:20:00Z', 'U2'),
    ]),
  ).toEqual([
    [true, false],
    [false, true],
    [false, false],
    [false, false],
  ])
})

it("draws a line where the viewer's day changes", () => {
  expect(arrange([message('2026-11-18T15:59:00Z', 'U1'), message('2026-11-18T16:01:00Z', 'U1')])).toEqual([
    [true, false],
    [true, false],
  ])
})

it('keeps what only one person sees apart from what all see', () => {
  expect(
    arrange([
      message('2026-11-18T08:00:00Z', 'U1'),
      message('2026-11-18T08:00:05Z', 'U1', { ephemeral: true }),
    ]),
  ).toEqual([
    [true, false],
    [false, false],
  ])
})
