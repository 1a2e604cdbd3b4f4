import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appendEvent } from '../../src/store/events.ts'
import { checkHouse } from './check-house.ts'
import { patient } from './refer-patient.ts'
import { asking, draft, line, nextIdOf, openSmallWorld } from './small-world.ts'

let world: Awaited<ReturnType<typeof openSmallWorld>>
beforeAll(async () => {
  world = await openSmallWorld()
})
afterAll(() => world.close())
beforeEach(() => world.open())

const check = async () => (await checkHouse(world.client, world.store, world.deeds)).problems
const finds = async (...problems: RegExp[]) =>
  expect(await check()).toEqual(problems.map((each) => expect.stringMatching(each)))

describe('a house is found whole', () => {
  it('when everything that was acknowledged stands once and everybody was told once', () => finds())

  it('when a reminder was left out for what came after it, and when a message was changed in silence', async () => {
    const slot = { slotKey: 'duty:left out' }
    await world.tickOff('chen', { ...slot, dedupeKey: 'prompt', card: { title: 'prompt', isPrompt: true } })
    await world.tickOff('chen', { ...slot, dedupeKey: 'done', card: { title: 'done', isQuiet: true } })
    await finds()
  })

  it('when a message about two duties comes for the one that is not done', async () => {
    await world.climb('reminder', ['weekly-plan of chen', 'weekly-report of chen'], 'duties:a:reminder')
    await world.later()
    const row = { dedupeKey: 'duties:a:reminder:chen', slotKey: 'duties:a:reminder' }
    await world.tell('chen', { ...row, card: asking('1 项', ['weekly-report']) })
    await finds()
  })

  it('when a card comes again after more time than WeCom looks back', async () => {
    await world.client.clock.advance(74 * 60_000)
    await world.send(line, nextIdOf(line))
    await finds()
  })

  it('when a team hears of those alone who have not filed', async () => {
    await world.later()
    await world.tell('sales-nanwan', lineOf(1))
    await finds()
  })
})

describe('what was acknowledged', () => {
  it('is missed when its record is gone', async () => {
    await world.store.db.leave.deleteMany()
    await world.store.db.record.deleteMany({ where: { type: 'leave' } })
    await finds(/^leave 事由乙 of chen: acknowledged, and stands 0 times$/)
  })

  it('is found twice', async () => {
    await world.file('leave', 'xu', '事由乙')
    await finds(/^leave 事由乙 of chen: acknowledged, and stands 2 times$/)
  })

  it('is found begun twice', async () => {
    const {
      hash: _,
      prevHash: __,
      ...event
    } = await world.store.db.event.findFirstOrThrow({
      where: { recordId: 'leave of chen' },
    })
    await world.store.db.event.updateMany({
      where: { recordId: 'activity of tang' },
      data: { recordId: event.recordId },
    })
    await finds(
      /^the chain of events is changed at 3$/,
      /^leave of chen at revision 1 begins 2 times/,
      /^activity of tang at revision 1 begins 0 times/,
    )
  })

  it('is found approved twice, and not when it was changed in between', async () => {
    const at = new Date('2026-11-20T08:00:00Z')
    const step = (kind: string) =>
      world.store.transaction((tx) =>
        appendEvent(tx, { at, actorId: null, platform: 'slack', kind, recordId: 'leave of chen', diff: {} }),
      )
    for (const kind of ['record.act.approve', 'record.edited', 'record.act.approve']) await step(kind)
    await finds()
    await step('record.act.approve')
    await finds(/^leave of chen is approved 2 times: /)
  })

  it('is missed when it was approved and does not stand so', async () => {
    world.deeds.push({ ...(world.deeds[1] as (typeof world.deeds)[number]), kind: 'approve' })
    await finds(/^approve 事由乙 of chen: pressed and acknowledged, and stands as submitted$/)
  })
})

it('finds the chain of events cut', async () => {
  await world.store.db.event.delete({ where: { seq: 2 } })
  await finds(/^the chain of events is/, /^leave of chen at revision 1 begins 0 times/)
})

describe('in Slack', () => {
  it('a message is found twice, under its key and under that of what changed it', async () => {
    await world.post('chen', { dedupeKey: 'welcome', card: { title: '欢迎' } })
    await world.post('chen', {
      ...draft,
      dedupeKey: `${draft.slotKey}:filed`,
      card: { title: '周计划 已提交' },
    })
    await finds(
      /^Slack got welcome twice/,
      /^Slack got duty:weekly-plan of chen:draft:filed twice: as duty:weekly-plan of chen:draft at/,
      /was told at/,
    )
  })

  it('a message is missed that is ticked off, with a slot and without', async () => {
    await world.tickOff('chen', { dedupeKey: 'lost', card: { title: 'lost' } })
    await world.tickOff('chen', { dedupeKey: 'lost card', slotKey: 'record:lost', card: { title: 'lost' } })
    await finds(
      /\(lost\) is ticked off, and Slack never got it$/,
      /\(lost\) is ticked off, and Slack does not have it$/,
      /\(lost card\) is ticked off, and Slack never got it$/,
      /\(lost card\) is ticked off, and where it stands is not noted$/,
    )
  })

  it('a change is missed that never came, and a message that is not where it is noted', async () => {
    await world.tickOff('chen', {
      dedupeKey: 'leave:approved',
      slotKey: 'record:leave',
      card: { title: '已批准' },
    })
    await finds(/\(leave:approved\) is ticked off, and Slack never got it$/)
    await world.store.db.outbox.deleteMany({ where: { dedupeKey: 'leave:approved' } })
    await world.store.db.sentMessage.updateMany({ where: { slotKey: 'record:leave' }, data: { ts: '1.0' } })
    await finds(/\(leave:filed\) is ticked off, and does not stand at \w+ 1\.0$/)
  })

  it('a reminder is missed that nothing overtook', async () => {
    await world.tickOff('xu', {
      dedupeKey: 'duty:xu',
      slotKey: 'duty:xu',
      card: { title: 'xu', isPrompt: true },
    })
    await finds(/never got it$/, /is not noted$/)
  })

  it('a reminder after an acknowledged plan is found, alone', async () => {
    await world.climb('overdue', ['weekly-plan of chen'])
    await world.later()
    const key = 'duty:weekly-plan of chen:overdue'
    await world.tell('chen', { dedupeKey: key, slotKey: key, card: { title: '周计划 已过截止时间' } })
    await finds(/^chen sent 目标甲 by .*, and duty:weekly-plan of chen:overdue was told at/)
  })

  it('a reminder after an acknowledged plan is found in a message about two duties, and that it still asks', async () => {
    await world.climb('overdue', ['weekly-plan of chen', 'weekly-report of chen'], 'duties:a:overdue')
    await world.later()
    const row = { dedupeKey: 'duties:a:overdue:chen', slotKey: 'duties:a:overdue' }
    const place = await world.tell('chen', { ...row, card: asking('2 项', ['weekly-plan', 'weekly-report']) })
    await finds(/duties:a:overdue:chen was told at/, /duties:a:overdue:chen still asks for it$/)
    // What was said stays said.
    const changed = {
      ...row,
      dedupeKey: 'duties:a:overdue:chen:filed',
      card: asking('1 项', ['weekly-report']),
    }
    await world.tickOff('chen', changed)
    await world.change(place, changed)
    await finds(/duties:a:overdue:chen was told at/)
  })

  it('a supervisor is not to hear of an acknowledged plan, however the message is called', async () => {
    await world.later()
    const press = { do: 'duty', dutyId: 'weekly-plan of chen', decision: 'show' } as const
    const card = { title: '1 项还没有提交', buttons: [{ label: '查看', press }] }
    await world.tell('xu', { dedupeKey: 'duties:b:supervisor:xu', slotKey: 'duties:b:supervisor', card })
    await finds(/duties:b:supervisor:xu was told at/)
  })

  it('a team is not to hear of more than have not filed', async () => {
    await world.later()
    await world.tell('sales-nanwan', lineOf(2))
    await finds(/was told at \S+ of 2 who have not sent their plan, and it can be 1 at most$/)
  })
})

describe('in WeCom', () => {
  it('a card is found twice under another id, whatever it says by now, and words twice', async () => {
    await world.send({ ...line, card: { ...line.card, title: '记录丙 已更正' } }, nextIdOf(line))
    await world.send({ dedupeKey: 'notice', card: { title: '提示丁' } })
    await finds(
      /^WeCom told TangShuyao twice within 0 s: line:丙$/,
      /^WeCom told TangShuyao twice within 0 s: 提示丁$/,
    )
  })

  it('a card and words are missed that are ticked off', async () => {
    await world.tickOff('tang', { ...line, dedupeKey: 'line:戊', slotKey: 'draft:戊' })
    await world.tickOff('tang', { dedupeKey: 'lost', card: { title: '提示戊' } })
    await finds(
      /\(line:戊\) is ticked off, and where it stands is not noted$/,
      /\(line:戊\) is ticked off, and TangShuyao does not have it$/,
      /\(lost\) is ticked off, and TangShuyao does not have it$/,
    )
  })

  it('the second of two messages with the same words is missed', async () => {
    await world.tickOff('tang', { dedupeKey: 'notice again', card: { title: '提示丁' } })
    await finds(/\(notice again\) is ticked off, and TangShuyao does not have it$/)
  })

  it('a card is missed that is not where it is noted', async () => {
    await world.store.db.sentMessage.updateMany({ where: { slotKey: 'draft:丙' }, data: { ts: 'gone|code' } })
    await finds(/\(line:丙\) is ticked off, and TangShuyao does not have gone$/)
  })
})

it('finds who a patient is in what the platforms carried', async () => {
  await world.post('chen', { dedupeKey: 'welcome', card: { title: patient.patientName } })
  await finds(/^Slack got welcome twice/, /^a patient came past in what the platforms carried/)
})

const lineOf = (missing: number) => ({
  dedupeKey: 'line:weekly-plan:2026-W48:nanwan:slack',
  slotKey: 'line:weekly-plan:2026-W48:nanwan',
  card: { title: '南湾一组', sections: [{ text: `还有 ${missing} 人没有提交，共 2 人。` }] },
})
