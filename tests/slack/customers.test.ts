import { beforeAll, describe, expect, it } from 'vitest'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()
const rep = () => world().slack.as('rep')
const customersCalled = (name: string) => world().office.store.db.customer.findMany({ where: { name } })
const settle = async () => {
  await world().slack.idle()
  await world().deliver()
  await world().slack.idle()
}
/** Types a line of the log and presses to change what was understood of it. */
const correcting = async (line: string) => {
  await rep().command('/log', line)
  await settle()
  await (await rep().message({ contains: line })).press('修改')
  await world().slack.idle()
  return rep().modal()
}

beforeAll(async () => {
  const { office, actors } = world()
  await fileRecord(office, actors.colleague, {
    type: 'customer',
    answers: { name: '南湾市第一人民医院', aliases: '南湾一院', kind: 'hospital' },
    submissionKey: 'hospital',
    platform: 'test',
  })
})

describe('a customer that nobody knows, in Slack', () => {
  it('stays the new one of its line while something else of the line is changed', async () => {
    const modal = await correcting('今天拜访北城三院 新客户 30分钟')
    expect(modal.words).toContain('北城三院（新客户）')
    await modal.fill({ '时长（分钟）': '45' })
    expect((await modal.submit()).outcome).toBe('closed')
    expect(await customersCalled('北城三院')).toHaveLength(1)
  })

  it('is offered as a new one where nothing is called so, and a short name finds its hospital', async () => {
    const modal = await correcting('今天拜访 老客户 20分钟')
    const offered = async (typed: string) => {
      const { options = [] } = await modal.suggest('customer', typed)
      return (options as { text: { text: string } }[]).map(({ text }) => text.text)
    }
    expect(await offered('一')).toEqual(['南湾市第一人民医院'])
    expect(await offered('南湾一院骨科')).toEqual(['南湾市第一人民医院'])
    expect(await offered('东山六院')).toEqual(['新建“东山六院”'])
    await modal.fill({ customer: { search: '东山六院' } })
    expect((await modal.submit()).outcome).toBe('closed')
    expect(await customersCalled('东山六院')).toHaveLength(1)
  })
})
