import { describe, expect, it } from 'vitest'
import { useWorld } from './world.ts'

/** The reps of the team talk in WeCom; the director has an account on both platforms. */
describe('an appeal against an absence', () => {
  const world = useWorld('sqlite', { team: 'mixed', onBoth: ['shen'], without: ['清溪二组'] })
  const person = (handle: string, on?: 'slack' | 'wecom') => world().person(handle, on)
  const phone = async () => (await world().wecom.as('shen').messages()).map(({ words }) => words)

  it('is proposed once the week has closed', async () => {
    for (const instant of ['2026-11-19T10:05:10Z', '2026-11-24T02:20:10Z', '2026-11-26T01:15:10Z'])
      await world().goTo(instant)
    await world().goTo('2026-11-26T01:20:10Z')
    await person('lin').awaitsButton('确认缺勤', '缺勤提议', '陈小满')
  })

  it('rings once on the phone of a director who talked there last, with the card to decide', async () => {
    await person('shen', 'wecom').home('沈若岚，您好')
    const asked = await person('lin').awaitsButton('确认缺勤', '缺勤提议', '陈小满')
    const decide = await asked.asks('确认缺勤')
    expect(decide.words).toMatch(/缺勤提议 AB-2026-\d+ · 陈小满/)
    await (await decide.fill({ 确认理由: '没有原因' })).send()
    const told = await person('chen').awaitsButton('申诉', '缺勤提议', '已确认缺勤')
    await world().calm()
    const before = (await phone()).length
    await (await (await told.asks('申诉')).fill({ 申诉理由: '周五在县里' })).send()
    await person('shen', 'wecom').awaitsButton('采纳申诉', '申诉中', '周五在县里')
    await world().calm()
    expect((await phone()).slice(before)).toEqual([expect.stringContaining('周五在县里')])
    expect(await person('shen', 'slack').told('周五在县里')).toEqual([])
  })
})
