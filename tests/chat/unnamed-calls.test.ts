import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Card, cardToText } from '../../src/forms/card.ts'
import { nameLine } from '../../src/services/activity/name-line.ts'
import { databases } from '../support/databases.ts'
import { labelsOf, pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('calls whose customers were not said, on %s', (provider) => {
  const { opened, saying, pressing, lastTold, addCustomer } = useChat(provider)
  const db = () => opened().office.store.db
  /** The newest, without the line that says below it what was filled in. */
  const card = async () => {
    const row = await db().outbox.findFirstOrThrow({
      where: { slotKey: { not: null } },
      orderBy: { id: 'desc' },
    })
    return row.card as unknown as Card
  }
  const cardText = async () => cardToText(await card())
  const logged = async () =>
    (await db().activity.findMany({ orderBy: { recordId: 'asc' } })).map(({ kind, customer, minutes }) => ({
      kind,
      minutes,
      customer: customerIds.indexOf(customer ?? ''),
    }))
  const customerIds: string[] = []

  beforeAll(async () => {
    const { rep } = opened().actors
    for (const name of ['南湾一院', '霞湾康民诊所', '坡塘仁爱门诊部', '赤岭同和大药房'])
      customerIds.push((await addCustomer(rep, name, { aliases: name.slice(2) })).id)
  })
  afterEach(async () => {
    await db().draft.deleteMany()
    await db().question.deleteMany()
    await db().record.deleteMany({ where: { type: 'activity' } })
  })

  it('are asked for in one question that says how many, and answered by their names', async () => {
    const { rep } = opened().actors
    expect((await saying(rep, '打了4个电话')).says).toEqual([])
    expect(await cardText()).toContain('共 4 条')
    expect(await cardText()).toContain('这 4 条是哪几家客户？')
    expect(labelsOf({ says: [await card()] })).toEqual(['修改', '不记了'])
    expect((await saying(rep, '南湾一院、康民诊所，仁爱门诊部和同和大药房')).says).toEqual([])
    // What changes above is said below it too.
    expect(cardToText((await lastTold()).card)).toContain(
      '已补上 南湾一院、康民诊所、仁爱门诊部、同和大药房，请看上面的卡片',
    )
    const asked = await card()
    expect(cardToText(asked)).toContain('坡塘仁爱门诊部')
    const saved = await pressing(rep, pressOf([asked], '确认'))
    expect(wordsOf({ says: [...saved.says, ...(saved.pressed ? [saved.pressed] : [])] })).toContain(
      '已记录 4 条',
    )
    expect(await logged()).toEqual(
      [0, 1, 2, 3].map((customer) => ({ kind: 'call', minutes: null, customer })),
    )
  })

  it('are named some now and some later; what is not sure is asked, and one too many is one more', async () => {
    const { rep } = opened().actors
    await saying(rep, '昨天打了3个电话')
    await saying(rep, '南湾一院')
    expect(await cardText()).toContain('这 2 条是哪几家客户？')
    await saying(rep, '徐岭诊所，康民诊所、仁爱门诊部')
    expect(await cardText()).toContain('“徐岭诊所”是哪家客户？')
    await saying(rep, '同和大药房')
    expect(labelsOf({ says: [await card()] })).toContain('确认')
    expect((await card()).sections?.filter(({ text }) => text.includes('日期：2026年11月17日'))).toHaveLength(
      4,
    )
  })

  it('are not answered by what says more, by another’s names, or by names an hour later', async () => {
    const { rep, colleague, outsider } = opened().actors
    await saying(rep, '打了2个电话')
    const { id } = await lastTold()
    expect(wordsOf(await saying(colleague, '南湾一院'))).toContain('南湾一院')
    await saying(rep, '昨天南湾一院')
    expect((await lastTold()).id).toBeGreaterThan(id)
    await db().draft.deleteMany()

    await saying(rep, '打了2个电话')
    opened().clock.set('2026-11-18T09:30:00Z')
    expect(wordsOf(await saying(rep, '南湾一院'))).toContain('南湾一院')
    expect(await cardText()).toContain('这 2 条是哪几家客户？')
    expect((await saying(outsider, 'made 4 calls')).says).toEqual([])
    expect(await cardText()).toContain('Which customers are these 4?')
  })

  it('are not answered by what a form asks for since', async () => {
    const { rep } = opened().actors
    await saying(rep, '打了2个电话')
    opened().clock.set('2026-11-18T08:10:00Z')
    await saying(rep, '周计划')
    await saying(rep, '本周目标：签下北山\n计划拜访：\n1. 北山医院 | 初访 | 周二')
    expect(wordsOf(await saying(rep, '南湾一院'))).toContain('1. 南湾一院 | 初访')
  })

  it('are counted once though the answer comes twice', async () => {
    const { rep } = opened().actors
    const { office } = opened()
    await saying(rep, '打了4个电话')
    for (let times = 0; times < 2; times += 1)
      await nameLine(office, rep, { text: '南湾一院、康民诊所', deliveryId: 'twice', platform: 'wecom' })
    expect(JSON.stringify((await db().draft.findFirstOrThrow()).values)).toContain('"count":2')
  })

  it('are filled in one by one in the form, and none is lost', async () => {
    const { rep } = opened().actors
    await saying(rep, '打了3个电话')
    const asked = await pressing(rep, pressOf([await card()], '修改'))
    expect(wordsOf(asked)).toContain('客户')
    const shown = await saying(rep, '客户：南湾一院')
    await pressing(rep, pressOf(shown.says, '提交'))
    expect(await cardText()).toContain('这 2 条是哪几家客户？')
    expect(await logged()).toEqual([{ kind: 'call', minutes: null, customer: 0 }])
  })
})
