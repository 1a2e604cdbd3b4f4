import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { databases } from '../support/databases.ts'
import { labelsOf, pressOf, useChat, wordsOf } from './use-chat.ts'

describe.each(databases)('customers named in chat, on %s', (provider) => {
  const { opened, saying, pressing, lastTold, addCustomer } = useChat(provider)
  /** Types a line of the log and presses to change what was understood of it. */
  const correcting = async (actor: Actor, line: string) => {
    await saying(actor, line)
    return pressing(actor, pressOf([(await lastTold()).card], actor.language === 'en' ? 'Change' : '修改'))
  }
  const customersCalled = (name: string) => opened().office.store.db.customer.findMany({ where: { name } })
  const lastActivity = () =>
    opened().office.store.db.activity.findFirstOrThrow({ orderBy: { record: { number: 'desc' } } })

  beforeAll(async () => {
    const { colleague, outsider } = opened().actors
    await addCustomer(colleague, '南湾市第一人民医院', { aliases: '南湾一院\n市一院' })
    await addCustomer(outsider, '清溪县人民医院', {
      aliases: '清溪县医院\n清溪人医',
      contacts: [{ name: '张伟', title: null }],
    })
    await addCustomer(colleague, '霞湾康民诊所', { aliases: '康民诊所\n康民' })
  })
  afterEach(async () => {
    await opened().office.store.db.draft.deleteMany()
    await opened().office.store.db.question.deleteMany()
  })

  describe('that nobody knows', () => {
    it('stays the new one of its line while something else of the line is changed', async () => {
      const { rep } = opened().actors
      const form = await correcting(rep, '拜访北城三院 新客户 30分钟')
      expect(wordsOf(form)).toContain('客户：北城三院（新客户）')
      expect(await customersCalled('北城三院')).toEqual([])
      const shown = await saying(rep, wordsOf(form).replace('（分钟）：30', '（分钟）：45'))
      expect(wordsOf(shown)).toContain('客户：北城三院（新客户）')
      await pressing(rep, pressOf(shown.says, '提交'))
      const [customer, ...more] = await customersCalled('北城三院')
      expect(more).toEqual([])
      expect(await lastActivity()).toMatchObject({ customer: customer?.recordId, minutes: 45 })
    })

    it('is asked for by near names and as a new one, never by saying that there is none', async () => {
      const { rep } = opened().actors
      const form = await correcting(rep, '拜访南弯一院 老客户 30分钟')
      expect(wordsOf(form)).toContain('“南弯一院”')
      expect(labelsOf(form)).toEqual(expect.arrayContaining(['南湾市第一人民医院', '新建“南弯一院”']))
      expect(wordsOf(form)).not.toContain('回复“无”')
      const refused = await saying(rep, '无')
      expect(wordsOf(refused)).not.toContain('回复“无”')
      expect(labelsOf(refused)).toContain('南湾市第一人民医院')
      // Found by typing.
      const searched = await saying(rep, '清溪')
      expect(labelsOf(searched)).toEqual(expect.arrayContaining(['清溪县人民医院', '新建“清溪”']))
      const shown = await pressing(rep, pressOf(searched.says, '清溪县人民医院'))
      expect(wordsOf(shown)).toContain('客户：清溪县人民医院')
    })

    it('may be left out where the activity needs none', async () => {
      const { rep } = opened().actors
      await correcting(rep, '拜访 老客户')
      const shown = await saying(rep, '类型：其他\n客户：无\n反馈：整理样品')
      expect(labelsOf(shown)).toContain('提交')
    })

    it('is asked for in English too', async () => {
      const { outsider } = opened().actors
      const form = await correcting(outsider, 'visited Northgate Hospital existing customer 30 min')
      expect(labelsOf(form)).toContain('Add “Northgate Hospital”')
      expect(wordsOf(form)).not.toContain('Reply “none”')
      const shown = await pressing(outsider, pressOf(form.says, 'Add “Northgate Hospital”'))
      expect(wordsOf(shown)).toContain('Northgate Hospital (new)')
    })

    it('is added once, however many rows name it', async () => {
      const { rep } = opened().actors
      await saying(rep, '周计划')
      const asked = await saying(
        rep,
        '本周目标：拓展\n计划拜访：\n1. 北山五院 | 首访 | 11-24\n2. 北山五院 | 送样 | 11-26',
      )
      expect(wordsOf(asked)).toContain('第 1 行')
      const second = await pressing(rep, pressOf(asked.says, '新建“北山五院”'))
      const shown = labelsOf(second).includes('提交')
        ? second
        : await pressing(rep, pressOf(second.says, '新建“北山五院”'))
      await pressing(rep, pressOf(shown.says, '提交'))
      expect(await customersCalled('北山五院')).toHaveLength(1)
    })
  })

  describe('by short names in the rows of a form', () => {
    it.each([
      ['南湾一院骨科', '南湾市第一人民医院', '骨科'],
      ['南灣一院骨科', '南湾市第一人民医院', '骨科'],
      ['清溪人医 张伟', '清溪县人民医院', '张伟'],
      ['市一院', '南湾市第一人民医院', ''],
    ])('takes %s as the log does, and loses nothing of it', async (typed, name, rest) => {
      const { rep } = opened().actors
      await saying(rep, '周计划')
      const shown = await saying(rep, `本周目标：谈试用\n计划拜访：\n1. ${typed} | 谈新品 | 11-24`)
      expect(wordsOf(shown)).toContain(`1. ${name} | ${rest === '' ? '' : `${rest} `}谈新品 | 2026年11月24日`)
      expect(labelsOf(shown)).toContain('提交')
    })

    it.each([
      ['1. 南湾一院骨科 谈新品 周二', ['1. 南湾市第一人民医院 | 骨科 谈新品 | 2026年11月24日']],
      ['周二 南湾一院骨科李主任 谈试用', ['1. 南湾市第一人民医院 | 骨科李主任 谈试用 | 2026年11月24日']],
      ['1. 去南湾一院骨科谈新品', ['1. 南湾市第一人民医院 | 骨科谈新品 |']],
      ['1. 客户：南湾一院骨科，目的：谈新品', ['1. 南湾市第一人民医院 | 骨科 谈新品 |']],
      ['1. 拜訪清溪人醫 | 盤點 | 週二', ['1. 清溪县人民医院 | 盤點 | 2026年11月24日']],
      ['① 市一院 谈进药；② 康民 送货', ['1. 南湾市第一人民医院 | 谈进药', '2. 霞湾康民诊所 | 送货']],
    ])('reads %s as somebody writes it', async (typed, rows) => {
      const { rep } = opened().actors
      await saying(rep, '周计划')
      const shown = wordsOf(await saying(rep, `本周目标：谈试用\n计划拜访：\n${typed}`))
      for (const row of rows) expect(shown).toContain(row)
    })

    it('reads them in a report too, and in English', async () => {
      const { rep, outsider } = opened().actors
      await saying(rep, '周报')
      const told = await saying(rep, '本周小结：还行\n计划完成情况：\n1. 南湾一院骨科 谈进药 完成 下周签')
      expect(wordsOf(told)).toContain('1. 南湾市第一人民医院 | 骨科 谈进药 | 完成 | 下周签')
      await saying(outsider, 'plan')
      const goals = 'Goals of the week: trial\nPlanned visits:\n1. 南湾一院 orthopaedics | trial | 2026-11-24'
      expect(wordsOf(await saying(outsider, goals))).toContain('南湾市第一人民医院 | orthopaedics trial')
    })

    it('asks about each one that is not understood, by its row and words', async () => {
      const { rep } = opened().actors
      await saying(rep, '周计划')
      const first = await saying(
        rep,
        '本周目标：谈试用\n计划拜访：\n1. 康民 | 送样品 | 11-24\n2. 一院 | 谈新品 | 11-25\n3. 东山六院心内 | 首访 | 11-26',
      )
      expect(wordsOf(first)).toMatch(/计划拜访第 2 行.*“一院”/)
      const second = await pressing(rep, pressOf(first.says, '南湾市第一人民医院'))
      expect(wordsOf(second)).toMatch(/计划拜访第 3 行.*“东山六院心内”/)
      const shown = await pressing(rep, pressOf(second.says, '新建“东山六院”'))
      expect(wordsOf(shown)).toContain('2. 南湾市第一人民医院 | 谈新品')
      expect(wordsOf(shown)).toMatch(/3\. 东山六院.* \| 心内 首访/)
    })

    it('takes the whole form again while one thing of it is asked', async () => {
      const { rep } = opened().actors
      await saying(rep, '周计划')
      await saying(rep, '本周目标：谈试用\n计划拜访：\n1. 一院 | 谈新品 | 11-25')
      const shown = await saying(rep, '【周计划】\n本周目标：谈准入\n计划拜访：\n1. 市一院 | 谈新品 | 11-25')
      expect(wordsOf(shown)).toContain('谈准入')
      expect(wordsOf(shown)).toContain('1. 南湾市第一人民医院 | 谈新品')
    })

    it('takes no customer that is set aside', async () => {
      const { rep, supervisor } = opened().actors
      const { id, revision } = await addCustomer(rep, '东岭门诊部', { kind: 'clinic' })
      await pressing(supervisor, { do: 'act', recordId: id, revision, action: 'archive' })
      await saying(rep, '周计划')
      const asked = await saying(rep, '本周目标：谈试用\n计划拜访：\n1. 东岭门诊部 | 送样品 | 11-24')
      expect(wordsOf(asked)).toContain('“东岭门诊部”')
      expect(labelsOf(asked)).not.toContain('东岭门诊部')
    })

    it('offers neither a new one nor “none” where a referral is needed that is there', async () => {
      const { rep } = opened().actors
      await saying(rep, '费用')
      const asked = await saying(rep, '转诊：RF-2026-9999\n')
      expect(wordsOf(asked)).toContain('没有找到“RF-2026-9999”')
      expect(wordsOf(asked)).not.toContain('“无”')
      expect(labelsOf(asked)).toEqual([])
    })
  })
})
