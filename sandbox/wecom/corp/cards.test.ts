import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MemberMessage } from '../../client.ts'
import { field, replyTo, startWecomWorld, type TinyWecomWorld } from '../../testing/tiny-wecom-app.ts'

const START = new Date('2026-11-18T08:00:00Z')
const HOUR_MS = 3_600_000

const plan = {
  card_type: 'button_interaction',
  main_title: { title: '周计划待审', desc: '陈小满' },
  horizontal_content_list: [{ keyname: '客户', value: '南湾一院' }],
  button_selection: {
    question_key: 'reason',
    title: '理由',
    option_list: [
      { id: 'none', text: '无' },
      { id: 'short', text: '不完整' },
    ],
  },
  button_list: [
    { text: '同意', style: 1, key: 'approve' },
    { text: '退回', style: 2, key: 'return' },
    { text: '打开', type: 1, url: 'https://fieldpost.example/records/1' },
  ],
  task_id: 'plan-1',
}
const vote = {
  card_type: 'vote_interaction',
  main_title: { title: '今天做了什么', desc: '可多选' },
  checkbox: {
    question_key: 'what',
    mode: 1,
    option_list: [
      { id: 'visit', text: '拜访' },
      { id: 'call', text: '电话' },
    ],
  },
  submit_button: { text: '提交', key: 'log' },
  task_id: 'log-1',
}
const multiple = {
  card_type: 'multiple_interaction',
  main_title: { title: '请假' },
  select_list: [
    {
      question_key: 'kind',
      title: '类型',
      selected_id: 'annual',
      option_list: [
        { id: 'sick', text: '病假' },
        { id: 'annual', text: '年假' },
      ],
    },
    {
      question_key: 'half',
      title: '时段',
      option_list: [
        { id: 'am', text: '上午' },
        { id: 'pm', text: '下午' },
      ],
    },
  ],
  submit_button: { text: '提交', key: 'leave' },
  task_id: 'leave-1',
}

describe('cards of the local WeCom', () => {
  let world: TinyWecomWorld

  beforeAll(async () => {
    world = await startWecomWorld({ now: START, clockRate: 0 })
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    await world.client.clock.set(START)
    world.received = []
    world.answer = () => undefined
  })

  const send = (template_card: object, touser = 'LinZhixia|ShenRuolan') =>
    world.call('message/send', { touser, msgtype: 'template_card', template_card })
  const update = (body: object) => world.call('message/update_template_card', body)
  const cardOf = (user: string): Promise<MemberMessage> =>
    world.wecom.as(user).message({ msgtype: 'template_card' })
  const last = () => world.received.at(-1)?.xml ?? ''

  it('are read from top to bottom, and answered by label or key', async () => {
    expect(await send(plan)).toMatchObject({ errcode: 0, response_code: expect.any(String) })
    const card = await cardOf('lin')
    expect(card.words).toBe('周计划待审\n陈小满\n客户 南湾一院\n理由\n无\n不完整\n同意\n退回\n打开')
    await card.press('同意')
    expect(field(last(), 'Event')).toBe('template_card_event')
    expect(field(last(), 'FromUserName')).toBe('LinZhixia')
    expect(field(last(), 'EventKey')).toBe('approve')
    expect(field(last(), 'TaskId')).toBe('plan-1')
    expect(field(last(), 'CardType')).toBe('button_interaction')
    expect(field(last(), 'ResponseCode')).not.toBe('')
    // The drop-down tells its first option when nobody touched it.
    expect(field(last(), 'QuestionKey')).toBe('reason')
    expect(field(last(), 'OptionId')).toBe('none')
    await (await card.choose({ 理由: '不完整' })).press('return')
    expect(field(last(), 'OptionId')).toBe('short')
    expect(await card.press('打开')).toEqual({
      callback: null,
      openUrl: 'https://fieldpost.example/records/1',
    })
    await expect(card.press('删除')).rejects.toThrow('no_such_target')
    await expect(card.choose({ 理由: '别的' })).rejects.toThrow('no_such_option')
    expect(await world.wecom.as('lin').message({ withTarget: 'approve' })).toMatchObject({
      msgid: card.msgid,
    })
  })

  it('of a vote send every option that was chosen, and none without one', async () => {
    await send(vote)
    const card = await cardOf('lin')
    await expect(card.submit()).rejects.toThrow('nothing_chosen')
    await card.submit({ what: ['拜访', 'call'] })
    expect(last()).toContain(
      '<SelectedItems><SelectedItem><QuestionKey><![CDATA[what]]></QuestionKey><OptionIds>' +
        '<OptionId><![CDATA[visit]]></OptionId><OptionId><![CDATA[call]]></OptionId></OptionIds>',
    )
    expect((await card.again()).card?.choices).toEqual({ what: ['visit', 'call'] })
  })

  it('of several choices send each, also what was chosen beforehand', async () => {
    await send(multiple)
    const card = await cardOf('lin')
    await expect(card.choose({ kind: ['病假', '年假'] })).rejects.toThrow('exactly one')
    await card.submit({ 时段: '下午' })
    const chosen = [...last().matchAll(/<OptionId><!\[CDATA\[(\w+)/g)].map(([, id]) => id)
    expect(chosen).toEqual(['annual', 'pm'])
    expect(field(last(), 'EventKey')).toBe('leave')
  })

  it('with a menu in their corner tell of it in an event of its own', async () => {
    const notice = {
      card_type: 'text_notice',
      main_title: { title: '提醒' },
      card_action: { type: 1, url: 'https://fieldpost.example/' },
      action_menu: { desc: '更多', action_list: [{ text: '今天不再提醒', key: 'mute' }] },
      task_id: 'remind-1',
    }
    expect(await send(notice)).toHaveProperty('response_code')
    const { action_menu: _menu, task_id: _task, ...plain } = notice
    expect(await send(plain)).not.toHaveProperty('response_code')
    const card = await world.wecom.as('lin').message({ withTarget: 'mute' })
    await card.press('今天不再提醒')
    expect([field(last(), 'Event'), field(last(), 'EventKey')]).toEqual(['template_card_menu_event', 'mute'])
  })

  it('need a task of their own each', async () => {
    await send(plan)
    const again = await send(plan)
    expect(again).toMatchObject({ errcode: 40058, errmsg: expect.stringContaining('plan-1 was used before') })
  })

  describe('updates', () => {
    it('put one grey button in place of the others, for all or for some', async () => {
      const { response_code } = await send(plan)
      const button = { replace_name: '已同意' }
      expect(await update({ response_code, userids: ['LinZhixia', 'nobody'], button })).toEqual({
        errcode: 0,
        errmsg: 'ok',
        invaliduser: ['nobody'],
      })
      const lin = await cardOf('lin')
      expect(lin.words).toContain('已同意')
      expect(lin.words).not.toContain('退回')
      await expect(lin.press('同意')).rejects.toThrow('no_such_target')
      await lin.press('同意', { stale: true })
      expect(field(last(), 'EventKey')).toBe('approve')
      const shen = await cardOf('shen')
      expect(shen.words).toContain('退回')
      await shen.press('退回')
      const code = field(last(), 'ResponseCode')
      expect(
        await update({ response_code: code, atall: 1, button: { replace_name: '已退回' } }),
      ).toMatchObject({
        errcode: 0,
      })
      expect((await cardOf('lin')).words).toContain('已退回')
      expect((await cardOf('shen')).words).toContain('已退回')
    })

    it('put another card in its place', async () => {
      const { response_code } = await send(plan)
      const seq = await world.wecom.seq()
      const template_card = {
        card_type: 'text_notice',
        main_title: { title: '周计划已同意', desc: '沈若岚 16:00' },
        card_action: { type: 1, url: 'https://fieldpost.example/records/1' },
      }
      expect(await update({ response_code, atall: 1, template_card })).toMatchObject({ errcode: 0 })
      const shown = await world.wecom.as('lin').message({ afterSeq: seq })
      expect(shown).toMatchObject({ words: '周计划已同意\n沈若岚 16:00', card: { cardType: 'text_notice' } })
      expect(await world.wecom.as('lin').messages()).toHaveLength(1)
    })

    it('use a code up, but not when they were refused for something else', async () => {
      const { response_code } = await send(plan)
      const button = { replace_name: '已同意' }
      expect(
        await update({ response_code, atall: 1, button: { replace_name: '字'.repeat(11) } }),
      ).toMatchObject({
        errcode: 40058,
      })
      expect(await update({ response_code, button })).toMatchObject({ errcode: 82001 })
      expect(await update({ response_code, userids: ['XuJiamu'], button })).toMatchObject({ errcode: 81013 })
      expect(await update({ response_code, atall: 1 })).toMatchObject({ errcode: 40058 })
      expect(await update({ response_code, atall: 1, button })).toMatchObject({ errcode: 0 })
      expect(await update({ response_code, atall: 1, button })).toMatchObject({
        errcode: 40058,
        errmsg: expect.stringContaining('used before'),
      })
      expect(await update({ response_code: 'made-up', atall: 1, button })).toMatchObject({ errcode: 40058 })
    })

    it('are taken for 72 hours', async () => {
      const first = await send(plan)
      const second = await send({ ...plan, task_id: 'plan-2' })
      const button = { replace_name: '已同意' }
      await world.client.clock.advance(72 * HOUR_MS)
      expect(await update({ response_code: first.response_code, atall: 1, button })).toMatchObject({
        errcode: 0,
      })
      await world.client.clock.advance(1)
      expect(await update({ response_code: second.response_code, atall: 1, button })).toMatchObject({
        errmsg: expect.stringContaining('expired after 72 hours'),
      })
    })
  })

  it('are taken back within a day, once, from everybody who got them', async () => {
    const recall = (msgid: unknown) => world.call('message/recall', { msgid })
    const { msgid } = await send(plan)
    const late = await send({ ...plan, task_id: 'plan-2' })
    expect(await recall(msgid)).toMatchObject({ errcode: 0 })
    for (const user of ['lin', 'shen'])
      expect((await world.wecom.as(user).messages()).map(({ words }) => words)[0]).toBe('[已撤回]')
    expect(await recall(msgid)).toMatchObject({ errmsg: expect.stringContaining('recalled before') })
    expect(await recall('made-up')).toMatchObject({ errcode: 40058 })
    await world.client.clock.advance(24 * HOUR_MS + 1)
    expect(await recall(late.msgid)).toMatchObject({ errmsg: expect.stringContaining('24 hours') })
    expect((await cardOf('lin')).words).toContain('周计划待审')
  })

  describe('a passive answer to a press', () => {
    const cdata = (name: string, value: string) => `<${name}><![CDATA[${value}]]></${name}>`

    it('changes the button of whoever pressed it', async () => {
      await send(plan)
      const inner = `${cdata('MsgType', 'update_button')}<Button>${cdata('ReplaceName', '已同意')}</Button>`
      world.answer = (callback) => replyTo(callback, inner)
      const { callback } = await (await cardOf('lin')).press('同意')
      expect(callback).toMatchObject({ reply: 'update_button', problem: null })
      expect((await cardOf('lin')).card).toMatchObject({ replacedBy: '已同意' })
      expect((await cardOf('shen')).card).toMatchObject({ replacedBy: null })
    })

    it('changes the whole card, lists included', async () => {
      await send(plan)
      const line = (key: string, value: string) =>
        `<HorizontalContentList>${cdata('KeyName', key)}${cdata('Value', value)}</HorizontalContentList>`
      const button = (label: string, key: string) =>
        `<ButtonList>${cdata('Text', label)}<Style>1</Style>${cdata('Key', key)}</ButtonList>`
      const card =
        cdata('CardType', 'button_interaction') +
        `<MainTitle>${cdata('Title', '已同意')}${cdata('Desc', '林知夏')}</MainTitle>` +
        line('客户', '南湾一院') +
        line('时间', '16:00') +
        button('撤回', 'undo') +
        button('评论', 'comment') +
        cdata('ReplaceText', '已同意')
      world.answer = (callback) =>
        replyTo(callback, `${cdata('MsgType', 'update_template_card')}<TemplateCard>${card}</TemplateCard>`)
      const { callback } = await (await cardOf('lin')).press('同意')
      expect(callback).toMatchObject({ reply: 'update_template_card', problem: null })
      expect((await cardOf('lin')).words).toBe('已同意\n林知夏\n客户 南湾一院\n时间 16:00\n已同意')
    })

    it('reads a check box, and refuses a card that breaks the rules', async () => {
      await send(vote)
      const option = (id: string, more = '') =>
        `<OptionList>${cdata('Id', id)}${cdata('Text', id)}${more}</OptionList>`
      const card = (count: number) =>
        `${cdata('CardType', 'vote_interaction')}<MainTitle>${cdata('Title', '谢谢')}</MainTitle>` +
        `<CheckBox>${cdata('QuestionKey', 'what')}<Mode>1</Mode><Disable>true</Disable>` +
        `${option('o1', '<IsChecked>true</IsChecked>')}${Array.from({ length: count }, (_, n) => option(`x${n}`)).join('')}` +
        `</CheckBox><SubmitButton>${cdata('Text', '提交')}${cdata('Key', 'log')}</SubmitButton>`
      const answerWith = (count: number) => {
        world.answer = (callback) =>
          replyTo(
            callback,
            `${cdata('MsgType', 'update_template_card')}<TemplateCard>${card(count)}</TemplateCard>`,
          )
      }
      answerWith(20)
      const before = await cardOf('lin')
      const refused = await before.submit({ '': '拜访' })
      expect(refused.callback).toMatchObject({
        reply: 'refused',
        problem: expect.stringContaining('option_list'),
      })
      answerWith(1)
      await before.submit()
      const after = await cardOf('lin')
      expect(after.card?.choices).toEqual({ what: ['o1'] })
      await expect(after.choose({ what: ['x0'] })).rejects.toThrow('is_disabled')
    })
  })
})
