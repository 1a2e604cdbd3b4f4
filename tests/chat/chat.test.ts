import { afterEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { answerPress } from '../../src/chat/answer-press.ts'
import { answerText } from '../../src/chat/answer-text.ts'
import type { Chat, Reply } from '../../src/chat/chat.ts'
import { NotPermitted, ValidationError } from '../../src/errors.ts'
import { type Card, cardToText, type Press } from '../../src/forms/card.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { redeemLink } from '../../src/services/links/redeem-link.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { databases } from '../support/databases.ts'
import { start, useTestOffice } from '../support/office.ts'

describe.each(databases)('a chat without windows, on %s', (provider) => {
  const opened = useTestOffice(provider)
  let lastId = 0
  const chat = (): Chat => ({ office: opened().office, platform: 'wecom' })
  const saying = (actor: Actor, text: string) =>
    answerText(chat(), actor, { text, deliveryId: `said ${++lastId}` })
  const pressing = (actor: Actor, press: Press) => answerPress(chat(), actor, press)
  const wordsOf = ({ says }: Reply) => says.map(cardToText).join('\n')
  const linkIn = (card: Card | undefined) => {
    const [button] = (card?.buttons ?? []).filter((each) => 'url' in each)
    if (!button || !('url' in button)) throw new Error('no link on the card')
    return button.url
  }
  const lastTold = async () => {
    const row = await opened().office.store.db.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })
    return { ...row, card: row.card as unknown as Card }
  }
  afterEach(() => opened().clock.set(start))

  it.each(['帮助', '幫助', 'help', '？'])('answers %s with all that can be asked for', async (word) => {
    const text = wordsOf(await saying(opened().actors.rep, word))
    for (const command of ['计划', '周报', '转诊', '日志', '排行', '请假', '客户', '我的'])
      expect(text).toContain(command)
  })

  it('opens a form as a page, by a link that comes in as this person, once', async () => {
    const { rep } = opened().actors
    const { says } = await saying(rep, '周计划')
    const url = linkIn(says.at(-1))
    expect(says.at(-1)?.footer).toContain('只能用一次')
    const token = url.slice(url.lastIndexOf('/') + 1)
    const { aim } = await redeemLink(opened().office, token, undefined)
    expect(aim).toEqual({ purpose: 'file', type: 'weekly-plan', periodKey: '2026-W48' })
    await expect(redeemLink(opened().office, token, undefined)).rejects.toThrow()
  })

  it('refuses a form to whoever may not file it', async () => {
    await expect(saying(opened().actors.finance, '周计划')).rejects.toThrow(NotPermitted)
  })

  it('takes a line for a line of the log, with or without the word, and a press confirms it', async () => {
    const { rep } = opened().actors
    for (const line of ['今天拜访康民诊所 新客户 30分钟', '日志 拜访康民诊所 老客户 20分钟']) {
      expect((await saying(rep, line)).says).toEqual([])
      const { card, platform } = await lastTold()
      expect(platform).toBe('wecom')
      expect(cardToText(card)).toContain('康民诊所')
    }
    const asked = (await lastTold()).card.buttons?.find((button) => 'press' in button)
    if (!asked || !('press' in asked)) throw new Error('nothing to press')
    const { pressed } = await pressing(rep, asked.press)
    expect(pressed).toBeDefined()
  })

  it('says kindly that it did not understand, and what comes nearest', async () => {
    const { rep } = opened().actors
    expect(wordsOf(await saying(rep, '今天食堂吃什么'))).toContain('没有看懂')
    expect(wordsOf(await saying(rep, '周记划'))).toContain('您是不是想用：')
    expect(wordsOf(await saying(opened().actors.outsider, 'what is this'))).toContain('not understood')
  })

  it('keeps nothing of a line with somebody’s number in it', async () => {
    await expect(saying(opened().actors.rep, '日志 拜访患者 13812345678')).rejects.toThrow(ValidationError)
  })

  it('shows my work as a card, and gives its pages by a link', async () => {
    const { rep } = opened().actors
    opened().clock.set('2026-11-19T02:00:00Z')
    await makeDuties(opened().office)
    const { says } = await saying(rep, '待办')
    expect(says[0]?.title).toContain('陈小满')
    expect(says[0]?.buttons?.map(({ label }) => label).join()).toContain('周报')
    expect(linkIn((await saying(rep, '网页')).says[0])).toMatch(/\/s\/[\w-]+$/)
  })

  it('approves by a press, asks for a reason in words, and shows a late press how things stand', async () => {
    const { rep, supervisor, otherSupervisor } = opened().actors
    const { office } = opened()
    const { recordId } = await submitForm(office, rep, {
      purpose: { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
      answers: { goals: '回访老客户', visits: [] },
      submissionKey: `chat ${provider}`,
      platform: 'wecom',
    })
    const act = (action: string): Press => ({ do: 'act', recordId, revision: 1, action })
    await expect(pressing(otherSupervisor, act('approve'))).rejects.toThrow()
    expect(wordsOf(await pressing(supervisor, act('return')))).toContain('退回')
    expect((await pressing(supervisor, act('approve'))).pressed?.badge?.text).toBe('已批准')
    const late = await pressing(supervisor, act('approve'))
    expect(late.pressed?.badge?.text).toBe('已批准')
    expect(wordsOf(late)).not.toBe('')
  })

  it('asks for an excuse’s reason in words; a command in between is a command', async () => {
    const { rep, supervisor, director } = opened().actors
    const { db } = opened().office.store
    opened().clock.set('2026-11-19T02:00:00Z')
    await makeDuties(opened().office)
    const where = { personId: rep.personId, kind: 'weekly-report', periodKey: '2026-W47' }
    const { id: dutyId } = await db.duty.findFirstOrThrow({ where })
    const press: Press = { do: 'duty', dutyId, decision: 'excuse' }
    expect(wordsOf(await pressing(supervisor, press))).toContain('为什么免交')
    expect(wordsOf(await saying(supervisor, '帮助'))).toContain('计划')
    await expect(saying(supervisor, '忙'.repeat(501))).rejects.toThrow(ValidationError)
    expect(wordsOf(await saying(supervisor, '在外培训三天'))).toContain('已免交')
    expect(await db.duty.findFirstOrThrow({ where })).toMatchObject({
      state: 'excused',
      excuseReason: '在外培训三天',
    })
    // Answered once; asked of nobody else, and not for ever.
    expect(wordsOf(await saying(supervisor, '在外培训三天'))).toContain('没有看懂')
    await pressing(director, press)
    opened().clock.set('2026-11-20T02:00:01Z')
    expect(wordsOf(await saying(director, '没有原因'))).toContain('没有看懂')
  })

  it('lets an administrator say in words who a new account is', async () => {
    const { admin, rep } = opened().actors
    const user = { platform: 'wecom', workspace: 'ww1', platformUserId: `new-${provider}` }
    await expect(resolveActor(opened().office, user)).rejects.toThrow()
    await pressing(admin, { do: 'link-person', ...user })
    expect(wordsOf(await saying(admin, '没有这个人'))).toContain('没有找到')
    expect(wordsOf(await saying(admin, '陈小满'))).toContain('已对应到陈小满')
    expect((await resolveActor(opened().office, user)).personId).toBe(rep.personId)
  })
})
