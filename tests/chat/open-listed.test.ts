import { beforeAll, describe, expect, it } from 'vitest'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { databases } from '../support/databases.ts'
import { useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('a number that is typed below one’s work, on %s', (provider) => {
  const { opened, saying } = useChat(provider)
  const linesOf = ({ says }: Awaited<ReturnType<typeof saying>>) =>
    says.flatMap(({ buttons = [] }) => buttons.flatMap(({ line }) => line ?? []))
  beforeAll(async () => {
    const { rep, colleague } = opened().actors
    for (const [actor, day] of [
      [rep, '2026-11-25'],
      [rep, '2026-11-26'],
      [colleague, '2026-11-27'],
    ] as const)
      await fileRecord(opened().office, actor, {
        type: 'leave',
        answers: { kind: 'annual', fromDay: day, toDay: day },
        submissionKey: `leave ${day}`,
        platform: 'web',
      })
  })

  it('opens that line, one after the other, until something is asked', async () => {
    const { supervisor } = opened().actors
    const lines = linesOf(await saying(supervisor, '待办'))
    expect(lines.length).toBeGreaterThan(2)
    const numberOf = (at: number) => /LV-\d+-\d+/.exec(lines[at] ?? '')?.[0] ?? lines[at] ?? '-'
    expect(wordsOf(await saying(supervisor, '2'))).toContain(numberOf(1))
    for (const typed of ['3', '第3个', '第三项', '３', '打开3'])
      expect(wordsOf(await saying(supervisor, typed))).toContain(numberOf(2))
    // No such line: the list as it stands.
    expect(linesOf(await saying(supervisor, '88'))).toEqual(lines)
    await saying(supervisor, '请假')
    await saying(supervisor, '开始日期：11-25\n结束日期：11-26')
    expect(wordsOf(await saying(supervisor, '2'))).toContain('类型：事假')
  })

  it('leaves what a form asks to be answered when the list was only looked at', async () => {
    const { colleague } = opened().actors
    await saying(colleague, '请假')
    await saying(colleague, '类型：事假')
    await saying(colleague, '待办')
    expect(wordsOf(await saying(colleague, '11-27'))).toContain('结束日期：2026年11月27日')
  })

  it('is no line of yesterday’s list', async () => {
    const { otherSupervisor } = opened().actors
    await saying(otherSupervisor, '待办')
    opened().clock.set('2026-11-20T08:00:00Z')
    expect(wordsOf(await saying(otherSupervisor, '1'))).toContain('周以宁')
  })
})
