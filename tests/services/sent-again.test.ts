import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { Conflict, SentBefore, StaleRevision } from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { logLine } from '../../src/services/activity/log-line.ts'
import { pressLine } from '../../src/services/activity/press-line.ts'
import { readDraft } from '../../src/services/forms/drafts.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { databases } from '../support/databases.ts'
import { failure, goals, useRecords } from '../support/records.ts'

const platform = 'slack'
const filing: FormPurpose = { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' }

describe.each(databases)('what is sent again on %s', (provider) => {
  const { opened, db, file, act } = useRecords(provider)
  const send = (by: Actor, answers: Answers, options: { resent?: 'edit'; purpose?: FormPurpose } = {}) => {
    const { purpose = filing, ...rest } = options
    return submitForm(opened().office, by, { purpose, answers, submissionKey: 'view:1', platform, ...rest })
  }
  const edit = (recordId: string, revision: number): FormPurpose => {
    return { kind: 'edit', type: 'weekly-plan', recordId, revision, action: 'edit' }
  }
  const goalsNow = async () => (await db().weeklyPlan.findMany()).map((plan) => plan.goals)

  it('with other content is refused, says what it was saved as, and is kept as a draft', async () => {
    const { rep } = opened().actors
    await send(rep, { goals })
    const refused = (await failure(send(rep, { goals: '改过的' }))) as SentBefore
    expect(refused).toBeInstanceOf(SentBefore)
    expect(refused.say).toEqual({ key: 'records.sentBefore', params: { number: 'WP-2026-0001' } })
    expect(await goalsNow()).toEqual([goals])
    expect((await readDraft(opened().office, rep, filing))?.answers).toEqual({ goals: '改过的' })
  })

  it('out of a form that stayed open corrects what was just filed, once', async () => {
    const { rep } = opened().actors
    const first = await send(rep, { goals })
    for (let time = 0; time < 2; time++) {
      const again = await send(rep, { goals: '改过的' }, { resent: 'edit' })
      expect(again.recordId).toBe(first.recordId)
    }
    expect(await goalsNow()).toEqual(['改过的'])
    expect(await db().event.count({ where: { recordId: first.recordId } })).toBe(2)
    expect(await db().draft.count()).toBe(0)
    // The first one once more, from a delivery that was taken up again: it must not undo the correction.
    expect(await failure(send(rep, { goals }, { resent: 'edit' }))).toBeInstanceOf(SentBefore)
    expect(await goalsNow()).toEqual(['改过的'])
  })

  it('does not correct what somebody has answered meanwhile', async () => {
    const { rep, supervisor } = opened().actors
    const { recordId } = await send(rep, { goals })
    await act(supervisor, recordId, 1, 'approve')
    expect(await failure(send(rep, { goals: '改过的' }, { resent: 'edit' }))).toBeInstanceOf(SentBefore)
    expect(await goalsNow()).toEqual([goals])
  })

  it('under the key of another kind of record is a conflict', async () => {
    const { rep } = opened().actors
    await file(rep, { kind: 'other', day: '2026-11-18' }, 'activity', 'same')
    const leave = { kind: 'annual', fromDay: '2026-11-23', toDay: '2026-11-23' }
    expect(await failure(file(rep, leave, 'leave', 'same'))).toBeInstanceOf(Conflict)
    expect(await db().record.count()).toBe(1)
  })

  it('and is a change already made is no change by somebody else', async () => {
    const { rep, supervisor } = opened().actors
    const { recordId } = await send(rep, { goals })
    const purpose = edit(recordId, 1)
    for (let time = 0; time < 2; time++) await send(rep, { goals: '改过的' }, { purpose })
    expect(await db().event.count({ where: { recordId } })).toBe(2)
    expect(await failure(send(rep, { goals: '又改' }, { purpose }))).toBeInstanceOf(StaleRevision)
    // Also when it has been answered since; and only for whoever made it.
    await act(supervisor, recordId, 2, 'return', { why: '太少' })
    await send(rep, { goals: '改过的' }, { purpose })
    await act(supervisor, recordId, 2, 'return', { why: '太少' })
    expect(await failure(act(supervisor, recordId, 2, 'return', { why: '别的' }))).toMatchObject({
      code: 'invalid_transition',
    })
    expect(await db().event.count({ where: { recordId } })).toBe(3)
  })

  it('takes a line’s card and the form that corrects it for one activity, whichever is sent first', async () => {
    const { rep } = opened().actors
    const { office } = opened()
    const customer = await file(rep, { name: '南湾一院', kind: 'hospital' }, 'customer')
    const answers = { kind: 'visit_old', customer: customer.id, minutes: '45', day: '2026-11-18' }
    const notes = async () => (await db().activity.findMany()).map((each) => each.minutes)
    for (const [index, isConfirmedFirst] of [true, false].entries()) {
      await logLine(office, rep, { text: '今天拜访南湾一院 老客户 30分钟', deliveryId: `${index}`, platform })
      const draftKey = `line:${index}`
      const asked = await pressLine(office, rep, { do: 'correct-line', draftKey }, platform)
      if (asked.kind !== 'ask') throw new Error('no form')
      const { purpose } = asked.form
      const confirm = () => pressLine(office, rep, { do: 'confirm-line', draftKey }, platform)
      if (isConfirmedFirst) await confirm()
      await send(rep, answers, { purpose })
      // The line is gone; what it was saved as is said again, also to who was cut off before they were told.
      expect(await confirm()).toMatchObject({ kind: 'done', card: { title: '已记录 1 条' } })
    }
    expect(await notes()).toEqual([45, 45])
  })
})
