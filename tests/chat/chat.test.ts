import { describe, expect, it } from 'vitest'
import { toPlainReply } from '../../src/chat/plain-reply.ts'
import { NotPermitted, ValidationError } from '../../src/errors.ts'
import { type Card, cardToText, type Press } from '../../src/forms/card.ts'
import { makeDuties } from '../../src/services/duties/sweep/make-duties.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { redeemLink } from '../../src/services/links/redeem-link.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { databases } from '../support/databases.ts'
import { useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('a chat without windows, on %s', (provider) => {
  const { opened, chat, saying, pressing, lastTold } = useChat(provider)
  const linkIn = (card: Card | undefined) => {
    const [button] = (card?.buttons ?? []).filter((each) => 'url' in each)
    if (!button || !('url' in button)) throw new Error('no link on the card')
    return button.url
  }

  it.each(['帮助', '幫助', 'help', '？'])('answers %s with all that can be asked for', async (word) => {
    const text = wordsOf(await saying(opened().actors.rep, word))
    for (const command of ['周计划：', '周报：', '转诊：', '日志：', '排行：', '请假：', '客户：', '待办：'])
      expect(text).toContain(command)
  })

  it('offers in its help no form that it would refuse', async () => {
    const { admin } = opened().actors
    const text = wordsOf(await saying(admin, '帮助'))
    for (const command of ['周计划：', '周报：', '转诊：', '日志：', '费用：', '记日志'])
      expect(text).not.toContain(command)
    for (const command of ['请假：', '客户：', '待办：', '排行：', '帮助：']) expect(text).toContain(command)
  })

  it('opens a form as a page, by a link that comes in as this person, once', async () => {
    const { rep } = opened().actors
    const { says } = await saying(rep, '周计划')
    const url = linkIn(says.at(-1))
    expect(says.at(-1)?.footer).toContain('只能用一次')
    const token = url.slice(url.lastIndexOf('/') + 1)
    const browser = { previousToken: undefined, name: null }
    const { aim } = await redeemLink(opened().office, token, undefined, browser)
    expect(aim).toEqual({ purpose: 'file', type: 'weekly-plan', periodKey: '2026-W48' })
    await expect(redeemLink(opened().office, token, undefined, browser)).rejects.toThrow()
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
    const button = says[0]?.buttons?.find(({ short }) => short === '周报')
    // The button is at home in one line of the list, which is told once.
    expect(wordsOf({ says }).split('\n')).toContain(button?.line)
    expect(wordsOf({ says }).split(button?.line ?? '?')).toHaveLength(2)
    // What can be begun is said as words, for those who may begin it.
    expect(says[0]?.footer).toContain('周计划、周报、转诊、日志、请假、客户')
    expect((await saying(opened().actors.director, '待办')).says[0]?.footer ?? '').not.toContain('转诊')
    // A number that is not on the list gets the list again; one that is opens its line.
    expect((await saying(rep, '７７')).says).toEqual(says)
    expect(wordsOf(await saying(rep, '１'))).toContain(`【${says[0]?.buttons?.[0]?.short}】`)
    const plain = await toPlainReply(chat(), rep, { says })
    expect(plain.says[0]?.buttons).toEqual([])
    expect(wordsOf(plain)).toMatch(new RegExp(`^#\\d\\d ${button?.line}$`, 'm'))
    expect(wordsOf(plain)).toMatch(/回复它前面的编号，例如 #\d\d/)
    expect(linkIn((await saying(rep, '网页')).says[0])).toMatch(/\/s\/[\w-]+$/)
  })

  it('approves by a press, asks for a reason in words, and shows a late press how things stand', async () => {
    const { rep, supervisor, otherSupervisor, director } = opened().actors
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
    const approved = await pressing(supervisor, act('approve'))
    expect(approved.pressed?.badge?.text).toBe('已批准')
    // Where the card cannot show it, a line does, and the whole is a press away.
    const [short] = approved.unlessShown ?? []
    expect(short && cardToText(short)).toBe('陈小满的周计划 WP-2026-0001 已批准。\n陈小满会收到通知。')
    expect(short?.buttons).toEqual([{ label: '打开', press: { do: 'show', recordId } }])
    opened().clock.set('2026-11-18T09:05:00Z')
    const late = await pressing(supervisor, act('approve'))
    expect(late.pressed?.badge?.text).toBe('已批准')
    expect(late.unlessShown).toEqual([])
    expect(wordsOf(late)).toBe(
      '这次没有改动：陈小满的周计划 WP-2026-0001 现在是“已批准”。\n您在 11月18日周三 16:00 做了“批准”。',
    )
    const [other] = [(await pressing(director, act('return'))).says[0]?.title]
    expect(other).toContain('林知夏在 11月18日周三 16:00 做了“批准”。')
    const english = { ...director, language: 'en' } as const
    expect(wordsOf(await pressing(english, act('return')))).toBe(
      'Nothing was changed: Weekly plan WP-2026-0001 of 陈小满 is now “Approved”.\n林知夏 chose “Approve” on Wed, Nov 18, 16:00.',
    )
  })

  it('says in a line what was decided in words, and of a reason that came too late why it counts no more', async () => {
    const { colleague, supervisor, director } = opened().actors
    const { recordId } = await submitForm(opened().office, colleague, {
      purpose: { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
      answers: { goals: '谈准入', visits: [] },
      submissionKey: `late ${provider}`,
      platform: 'wecom',
    })
    const giveBack: Press = { do: 'act', recordId, revision: 1, action: 'return' }
    await pressing(supervisor, giveBack)
    await pressing(director, giveBack)
    const { says } = await saying(supervisor, '请写明哪几家')
    expect(says.map(cardToText)).toEqual([
      expect.stringMatching(/^许嘉木的周计划 WP-2026-\d+ 已退回。\n接下来由许嘉木修改。$/),
    ])
    expect(wordsOf(await saying(director, '目标太少'))).toMatch(
      /^这次没有改动：许嘉木的周计划 .*“已退回”。\n林知夏在 .* 做了“退回”。$/,
    )
    expect(wordsOf(await saying(director, '目标太少'))).toContain('没有看懂')
  })

  it('asks for an excuse’s reason in words; a command in between is a command', async () => {
    const { rep, supervisor, director } = opened().actors
    const { db } = opened().office.store
    opened().clock.set('2026-11-19T02:00:00Z')
    await makeDuties(opened().office)
    const where = { personId: rep.personId, kind: 'weekly-report', periodKey: '2026-W47' }
    const { id: dutyId } = await db.duty.findFirstOrThrow({ where })
    const press: Press = { do: 'duty', dutyId, decision: 'excuse' }
    expect(wordsOf(await pressing(supervisor, press))).toMatch(/^陈小满的周报 .+\n为什么免交/)
    expect(wordsOf(await saying(supervisor, '帮助'))).toContain('待办：')
    await expect(saying(supervisor, '忙'.repeat(501))).rejects.toThrow(ValidationError)
    const short = wordsOf(await saying(supervisor, '在外培训三天'))
    expect(short).toMatch(/^陈小满的周报 .* · 已免交\n本人会看到原因。$/)
    expect(await db.duty.findFirstOrThrow({ where })).toMatchObject({
      state: 'excused',
      excuseReason: '在外培训三天',
    })
    // Answered once; asked of nobody else, and not for ever.
    expect(wordsOf(await saying(supervisor, '在外培训三天'))).toContain('没有看懂')
    // Who presses what is settled is asked nothing, and told by whom it was.
    const settled = await pressing(director, press)
    expect(settled.says).toEqual([])
    expect(settled.pressed?.footer).toMatch(/林知夏在 .*已经免交/)
    const open = await db.duty.findFirstOrThrow({ where: { teamId: rep.teamId, state: 'pending' } })
    await pressing(director, { ...press, dutyId: open.id })
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
    // The card is still there, as after all were linked at once: it says what is so.
    expect(wordsOf(await pressing(admin, { do: 'link-person', ...user }))).toContain('已经对应到陈小满')
    await expect(pressing(rep, { do: 'link-person', ...user })).rejects.toThrow(NotPermitted)
  })
})
