import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { NotPermitted } from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import type { Card } from '../../src/forms/card.ts'
import { cardToText } from '../../src/forms/card.ts'
import { readAwaited } from '../../src/services/home/read-awaited.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { pressAction } from '../../src/services/records/press-action.ts'
import { databases } from '../support/databases.ts'
import { failure, useRecords } from '../support/records.ts'

const platform = 'slack'

describe.each(databases)('cards on %s', (provider) => {
  const { opened, db, file, act, fileReferral } = useRecords(provider)

  describe('buttons', () => {
    const press = (by: Actor, recordId: string, revision: number, action: string) =>
      pressAction(opened().office, by, { recordId, revision, action, platform })

    it('do what they say and show the new state', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      const pressed = await press(supervisor, plan.id, 1, 'approve')
      expect(pressed).toMatchObject({ kind: 'done', card: { badge: { text: '已批准' } } })
      const { facts = [] } = await describeRecord(opened().office, rep, { recordId: plan.id })
      expect(facts.at(-1)).toEqual({ label: '最近一步', value: '林知夏：批准' })
    })

    it('change nothing when pressed twice, by one person or by two at once', async () => {
      const { rep, supervisor, director } = opened().actors
      const plan = await file(rep)
      const leader = { ...director, grants: [...director.grants, ...supervisor.grants] }
      const both = await Promise.all([
        press(supervisor, plan.id, 1, 'approve'),
        press(leader, plan.id, 1, 'approve'),
      ])
      expect(both.map((p) => p.kind).toSorted()).toEqual(['done', 'stale'])
      expect((await press(supervisor, plan.id, 1, 'approve')).kind).toBe('stale')
      expect(await db().event.count({ where: { recordId: plan.id, kind: 'record.act.approve' } })).toBe(1)
    })

    it('ask what has to be asked, and lead elsewhere for what is sealed', async () => {
      const { rep, supervisor, reception } = opened().actors
      const plan = await file(rep)
      const asked = await press(supervisor, plan.id, 1, 'return')
      expect(asked.kind === 'ask' ? asked.form.fields.map((f) => f.name) : []).toEqual(['why'])
      const { id } = await fileReferral()
      expect(await press(reception, id, 1, 'confirm-arrival')).toMatchObject({
        kind: 'secure',
        action: '确认到院',
      })
    })

    it('open a form that says on top what the latest decision asked for, until it is mended', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      await act(supervisor, plan.id, 1, 'return', { why: '目标太少' })
      const introOf = async (revision: number) => {
        const pressed = await press(rep, plan.id, revision, 'edit')
        return pressed.kind === 'ask' ? (pressed.form.intro ?? '') : pressed.kind
      }
      expect(await introOf(2)).toMatch(/^林知夏：退回\n目标太少\n\n./)
      await act(rep, plan.id, 2, 'edit', { goals: '五家医院' })
      expect(await introOf(3)).not.toContain('目标太少')
    })

    it('are refused to who may not press them', async () => {
      const { rep, clerk } = opened().actors
      const plan = await file(rep)
      expect(await failure(press(rep, plan.id, 1, 'approve'))).toBeInstanceOf(NotPermitted)
      const { id } = await fileReferral()
      expect(await failure(press(clerk, id, 1, 'confirm-arrival'))).toBeInstanceOf(NotPermitted)
      expect(await failure(press(clerk, id, 1, 'no-such-action'))).toBeInstanceOf(NotPermitted)
    })
  })

  describe('telling', () => {
    const told = async (recordId: string) =>
      (await db().outbox.findMany({ where: { slotKey: `record:${recordId}` }, orderBy: { id: 'asc' } })).map(
        (m) => [m.target.replace('person:', ''), (m.card as { badge: { text: string } }).badge.text] as const,
      )

    it('puts every state before those concerned, as one message each that is edited', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      await act(supervisor, plan.id, 1, 'return', { why: '太少' })
      const messages = await told(plan.id)
      expect(messages.map(([who]) => who).toSorted()).toEqual(
        [rep, rep, supervisor, supervisor].map((p) => p.personId).toSorted(),
      )
      expect(new Set(messages.map(([, state]) => state)).size).toBe(2)
    })

    it('speaks each person’s own language', async () => {
      const { outsider, otherSupervisor } = opened().actors
      const plan = await file(outsider)
      const byPerson = new Map(await told(plan.id))
      expect(byPerson.get(outsider.personId)).toMatch(/^[A-Za-z ]+$/)
      expect(byPerson.get(otherSupervisor.personId)).toMatch(/[\u4e00-\u9fff]/)
    })

    it('offers to each the buttons that they may press', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      const messages = await db().outbox.findMany({ where: { slotKey: `record:${plan.id}` } })
      const actionsOf = (who: Actor) => {
        const message = messages.find((m) => m.target === `person:${who.personId}`)
        const { buttons = [] } = (message?.card ?? {}) as { buttons?: { press?: { action?: string } }[] }
        return buttons.flatMap((b) => b.press?.action ?? [])
      }
      expect(actionsOf(supervisor)).toEqual(['approve', 'return'])
      expect(actionsOf(rep)).toEqual(['edit', 'withdraw'])
    })

    it('puts what is done already behind what is to be done', async () => {
      const { rep, reception } = opened().actors
      const { id } = await fileReferral()
      const shown = async (who: Actor) => {
        const { buttons = [] } = await describeRecord(opened().office, who, { recordId: id })
        return buttons.flatMap((b) => ('press' in b && b.press.do === 'act' ? b.press.action : []))
      }
      expect((await shown(reception))[0]).toBe('identify')
      await act(rep, id, 1, 'identify', { patientName: '白芷', patientPhone: '13900001111' })
      expect((await shown(reception))[0]).toBe('confirm-arrival')
      expect((await shown(reception)).at(-1)).toBe('identify')
      expect((await shown(rep)).at(-1)).toBe('identify')
    })
  })

  describe('news', () => {
    /** Lines in threads, by whom they are for. */
    const news = async (recordId: string) => {
      const rows = await db().outbox.findMany({
        where: { threadOf: `record:${recordId}` },
        orderBy: { id: 'asc' },
      })
      return rows.map((m) => [m.target.replace('person:', ''), cardToText(m.card as unknown as Card)])
    }

    it('reaches the owner when somebody else acted, with the reason', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      expect(await news(plan.id)).toEqual([])
      await act(supervisor, plan.id, 1, 'return', { why: '请写清拜访哪几家' })
      expect(await news(plan.id)).toEqual([
        [rep.personId, `林知夏：退回 · 周计划 ${plan.number}\n请写清拜访哪几家`],
      ])
    })

    it('reaches whoever’s turn it is, and nobody whose turn it was already', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      await act(rep, plan.id, 1, 'edit', { goals: '未审先改' })
      expect(await news(plan.id)).toEqual([])
      await act(supervisor, plan.id, 2, 'approve')
      await act(rep, plan.id, 3, 'edit', { goals: '审后再改' })
      expect((await news(plan.id)).slice(1)).toEqual([
        [supervisor.personId, `陈小满：修改 · 周计划 ${plan.number}\n轮到您：批准（见上方卡片）`],
      ])
    })

    it('reaches whoever had decided what is undone, and not who only did a step before', async () => {
      const { rep, supervisor, reception, clerk, finance } = opened().actors
      const leave = await file(rep, { kind: 'annual', fromDay: '2026-11-23', toDay: '2026-11-24' }, 'leave')
      await act(supervisor, leave.id, 1, 'approve')
      await act(rep, leave.id, 2, 'cancel')
      expect((await news(leave.id)).slice(1)).toEqual([
        [supervisor.personId, `陈小满：取消 · 请假 ${leave.number}`],
      ])
      const { id } = await fileReferral()
      const told = { arrivedOn: '2026-11-18', disease: '肌瘤', attendingDoctor: '许医生' }
      await act(reception, id, 1, 'confirm-arrival', told)
      await act(clerk, id, 2, 'enter-cost', { dischargedOn: '2026-11-18', cost: '900' })
      await act(finance, id, 3, 'confirm-cost')
      const before = (await news(id)).length
      expect((await news(id)).filter(([who]) => who === reception.personId)).toEqual([])
      await act(rep, id, 4, 'dispute', { reason: '应含复查' })
      const lines = (await news(id)).slice(before)
      expect(lines.map(([who]) => who).toSorted()).toEqual([finance.personId, supervisor.personId].toSorted())
      expect(lines.find(([who]) => who === finance.personId)?.[1]).toContain('应含复查')
    })

    it('reaches whoever it waited for when it is held up, not when a colleague answers or it is over', async () => {
      const { rep, supervisor, director, reception, clerk, finance } = opened().actors
      const { id } = await fileReferral()
      const told = { arrivedOn: '2026-11-18', disease: '肌瘤', attendingDoctor: '许医生' }
      await act(reception, id, 1, 'confirm-arrival', told)
      await act(clerk, id, 2, 'enter-cost', { dischargedOn: '2026-11-18', cost: '900' })
      const toFinance = async () => (await news(id)).filter(([who]) => who === finance.personId)
      const before = (await toFinance()).length
      await act(rep, id, 3, 'dispute', { reason: '应含复查' })
      const [line, ...more] = (await toFinance()).slice(before)
      expect(more).toEqual([])
      expect(line?.[1]).toMatch(/^陈小满：提出争议 · 转诊通知 RF-\S+\n应含复查$/)
      // Withdrawn is over; what the director approves nobody has to approve any more.
      const plan = await file(rep)
      await act(rep, plan.id, 1, 'withdraw')
      const next = await file(rep)
      await act(director, next.id, 1, 'approve')
      for (const each of [plan, next])
        expect((await news(each.id)).filter(([who]) => who === supervisor.personId)).toEqual([])
    })

    it('tells each step of a referral to whom it waits for, and never who the patient is', async () => {
      const { rep, reception, clerk } = opened().actors
      const { id } = await fileReferral()
      const patient = { patientName: '白芷', patientPhone: '13800138000' }
      await act(rep, id, 1, 'identify', patient)
      const told = { arrivedOn: '2026-11-18', disease: '肌瘤', attendingDoctor: '许医生' }
      await act(reception, id, 2, 'confirm-arrival', told)
      const lines = await news(id)
      expect(lines.map(([who]) => who).toSorted()).toEqual([rep.personId, clerk.personId].toSorted())
      expect(JSON.stringify(lines)).not.toMatch(/白芷|13800138000|肌瘤|许医生/)
    })
  })

  it('say which half of a day with the day, and how many days there are', async () => {
    const { rep, outsider } = opened().actors
    const shown = async (who: Actor, answers: Answers) => {
      const { id } = await file(who, { kind: 'annual', ...answers }, 'leave')
      const { facts = [] } = await describeRecord(opened().office, who, { recordId: id })
      return facts.slice(2).map(({ label, value }) => `${label}: ${value}`)
    }
    const oneAndHalf = { fromDay: '2026-11-23', fromHalf: 'pm', toDay: '2026-11-24' }
    expect(await shown(rep, oneAndHalf)).toEqual([
      '开始日期: 2026年11月23日周一 下午',
      '结束日期: 2026年11月24日周二',
      '共: 1.5 天（含休息日）',
    ])
    const noon = { fromDay: '2026-11-26', fromHalf: 'am', toDay: '2026-11-26', toHalf: 'am' }
    expect(await shown(outsider, noon)).toEqual([
      'First day: Thu, Nov 26, 2026 Morning',
      'Last day: Thu, Nov 26, 2026 Morning',
      'Days: 0.5, days off included',
    ])
  })

  describe('a leave of somebody who leads or serves', () => {
    const leave = { kind: 'annual', fromDay: '2026-11-23', toDay: '2026-11-24' }
    it.each([
      ['supervisor', 'director'],
      ['clerk', 'director'],
      ['director', 'admin'],
      ['admin', 'director'],
    ] as const)('of a %s is asked of and approved by the %s', async (who, by) => {
      const { [who]: owner, [by]: superior } = opened().actors
      const asked = await file(owner, leave, 'leave')
      const targets = await db().outbox.findMany({ where: { slotKey: `record:${asked.id}` } })
      expect(targets.map((m) => m.target)).toContain(`person:${superior.personId}`)
      expect((await readAwaited(db(), superior)).map((r) => r.id)).toEqual([asked.id])
      expect((await act(superior, asked.id, 1, 'approve')).status).toBe('approved')
      expect(await failure(act(owner, asked.id, 2, 'approve'))).toBeInstanceOf(NotPermitted)
    })

    it('does not put what a supervisor answers on the director’s list', async () => {
      const { rep, supervisor, director } = opened().actors
      const plan = await file(rep)
      expect((await readAwaited(db(), supervisor)).map((r) => r.id)).toEqual([plan.id])
      expect(await readAwaited(db(), director)).toEqual([])
    })
  })
})
