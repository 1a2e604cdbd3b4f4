import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import {
  Conflict,
  InvalidTransition,
  NotFound,
  NotPermitted,
  StaleRevision,
  type ValidationError,
} from '../../src/errors.ts'
import type { Answers } from '../../src/fields/field.ts'
import { answersOf, type FormPurpose } from '../../src/forms/form.ts'
import { readDraft, saveDraft } from '../../src/services/forms/drafts.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { readRecord } from '../../src/services/reading/read-record.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { pressAction } from '../../src/services/records/press-action.ts'
import { verifyEvents } from '../../src/store/events.ts'
import { databases } from '../support/databases.ts'
import { failure, goals, useRecords } from '../support/records.ts'

const platform = 'slack'

describe.each(databases)('records on %s', (provider) => {
  const { opened, db, file, act, fileReferral, keyOf } = useRecords(provider)

  describe('filing', () => {
    it('takes one submission for one record, however often it comes', async () => {
      const { rep } = opened().actors
      const first = await file(rep, { goals }, 'weekly-plan', 'view-1')
      const again = await file(rep, { goals, notes: '' }, 'weekly-plan', 'view-1')
      expect([again.id, again.values.goals]).toEqual([first.id, goals])
      expect(await db().event.count({ where: { recordId: first.id } })).toBe(1)
      expect(await db().record.count()).toBe(1)
    })

    it('takes it for one also when it comes several times at once', async () => {
      const { rep } = opened().actors
      const leave = { kind: 'annual', fromDay: '2026-11-20', toDay: '2026-11-20' }
      const all = await Promise.all(Array.from({ length: 6 }, () => file(rep, leave, 'leave', 'view-2')))
      expect(new Set(all.map((r) => r.number)).size).toBe(1)
      expect(await db().record.count()).toBe(1)
    })

    it('does not lead to what somebody else submitted under the same key', async () => {
      const { rep, colleague } = opened().actors
      const mine = await file(rep, { goals }, 'weekly-plan', 'view-3')
      expect((await file(colleague, { goals }, 'weekly-plan', 'view-3')).id).not.toBe(mine.id)
    })

    it('takes one plan a person and week, and another once the first is withdrawn', async () => {
      const { rep } = opened().actors
      const both = await Promise.allSettled([file(rep), file(rep)])
      expect(both.map((r) => r.status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const refused = both.find((r) => r.status === 'rejected')
      expect(refused?.reason).toBeInstanceOf(Conflict)
      const plan = both.find((r) => r.status === 'fulfilled')?.value
      await act(rep, plan?.id ?? '', 1, 'withdraw')
      expect((await file(rep)).status).toBe('submitted')
    })

    it('numbers records without a gap, also those filed at once', async () => {
      const { rep, colleague, supervisor } = opened().actors
      const leave = { kind: 'annual', fromDay: '2026-11-20', toDay: '2026-11-20' }
      const people = [rep, colleague, supervisor, rep, colleague]
      const filed = await Promise.all(people.map((by) => file(by, leave, 'leave')))
      const numbers = filed.map((r) => Number(r.number.slice('LV-2026-'.length))).toSorted((a, b) => a - b)
      expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
    })

    it('is refused whole: every problem is told and nothing is written', async () => {
      const { rep } = opened().actors
      const lost = '0192f0c1-0000-7000-8000-000000000000'
      const bad = { goals, visits: [{ customer: lost, purpose: '进药' }] }
      const first = (await failure(
        file(rep, { visits: [{ purpose: '' }, { day: '13-13' }] }),
      )) as ValidationError
      expect(first.fieldErrors.map((e) => [e.field, e.say.key])).toContainEqual(['goals', 'fields.required'])
      expect(first.fieldErrors.map((e) => e.field)).toContain('visits.1.day')
      const second = (await failure(file(rep, bad))) as ValidationError
      expect(second.fieldErrors).toEqual([{ field: 'visits.0.customer', say: { key: 'fields.notFound' } }])
      expect([await db().record.count(), await db().outbox.count()]).toEqual([0, 0])
    })
  })

  describe('changing', () => {
    it('lets one of two people win and leaves nothing half-written', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      const events = () => db().event.count({ where: { recordId: plan.id } })
      const before = await events()
      const outcomes = await Promise.allSettled([
        act(rep, plan.id, 1, 'edit', { goals: '改过的目标' }),
        act(supervisor, plan.id, 1, 'approve'),
      ])
      expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected'])
      const lost = outcomes.find((o) => o.status === 'rejected')
      expect(lost?.reason).toBeInstanceOf(StaleRevision)
      const now = await readRecord(opened().office, rep, { recordId: plan.id })
      const hasEdited = outcomes[0]?.status === 'fulfilled'
      expect([now.revision, now.status, now.answers.goals]).toEqual(
        hasEdited ? [2, 'submitted', '改过的目标'] : [2, 'approved', goals],
      )
      expect(await events()).toBe(before + 1)
      const cards = { slotKey: `record:${plan.id}`, dedupeKey: { startsWith: `record:${plan.id}:2:` } }
      expect(await db().outbox.count({ where: cards })).toBe(2)
    })

    it('lets a record count in the month of the day that it is moved to', async () => {
      const { rep } = opened().actors
      const filed = await file(rep, { kind: 'other', day: '2026-10-31' }, 'activity')
      const moved = await act(rep, filed.id, 1, 'edit', { kind: 'other', day: '2026-11-02' })
      expect([filed.periodKey, moved.periodKey]).toEqual(['2026-10', '2026-11'])
    })

    it('refuses an older revision with the one in force', async () => {
      const { rep } = opened().actors
      const plan = await file(rep)
      await act(rep, plan.id, 1, 'edit', { goals: '二' })
      expect(await failure(act(rep, plan.id, 1, 'edit', { goals: '三' }))).toMatchObject({
        code: 'stale_revision',
        current: 2,
      })
    })

    it('refuses an action that does not start from where the record stands', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      await act(supervisor, plan.id, 1, 'approve')
      expect(await failure(act(supervisor, plan.id, 2, 'approve'))).toBeInstanceOf(InvalidTransition)
      expect(await failure(act(rep, plan.id, 2, 'approve'))).toBeInstanceOf(NotPermitted)
    })

    it('says of what may not be read what it says of what is not there', async () => {
      const { rep, outsider } = opened().actors
      const plan = await file(rep)
      const missing = '0192f0c1-0000-7000-8000-000000000000'
      const tries = [
        (id: string) => act(outsider, id, 1, 'edit', { goals: 'x' }),
        (id: string) => describeRecord(opened().office, outsider, { recordId: id }),
        (id: string) => openForm(opened().office, outsider, { kind: 'act', recordId: id, action: 'approve' }),
        (id: string) =>
          pressAction(opened().office, outsider, { recordId: id, revision: 1, action: 'approve', platform }),
      ]
      for (const attempt of tries) {
        const [hidden, gone] = [await failure(attempt(plan.id)), await failure(attempt(missing))]
        expect(hidden).toBeInstanceOf(NotFound)
        expect([hidden.message, hidden.say]).toEqual([gone.message, gone.say])
      }
      expect(await failure(act(outsider, 'no uuid at all', 1, 'edit'))).toBeInstanceOf(NotFound)
    })
  })

  describe('events', () => {
    it('hold the difference, who made it and where', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep, { goals, notes: '备注' })
      await act(rep, plan.id, 1, 'edit', { goals, callTarget: '4' })
      await act(supervisor, plan.id, 2, 'return', { why: '太少' })
      const events = await db().event.findMany({ where: { recordId: plan.id }, orderBy: { seq: 'asc' } })
      expect(events.map((e) => [e.kind, e.actorId, e.platform])).toEqual([
        ['record.filed', rep.personId, 'slack'],
        ['record.edited', rep.personId, 'slack'],
        ['record.act.return', supervisor.personId, 'slack'],
      ])
      expect(events.map((e) => e.diff)).toMatchObject([
        { values: { goals: [null, goals], notes: [null, '备注'] } },
        { values: { callTarget: [null, '4'], notes: ['备注', null] } },
        { values: {}, asked: { why: '太少' } },
      ])
      expect((await verifyEvents(opened().office.store)).faults).toEqual([])
    })

    it('never hold a sealed answer, nor does any other table or log', async () => {
      const { rep } = opened().actors
      const referral = await fileReferral()
      const secret = {
        patientName: '齐某某甲乙',
        patientPhone: '13900001111',
        patientBirthDate: '1961-02-03',
      }
      await act(rep, referral.id, 1, 'identify', secret)
      const { office, logged } = opened()
      const told = await db().outbox.findMany()
      const events = await db().event.findMany({ orderBy: { seq: 'asc' } })
      const sealed = await db().sensitiveValue.findMany()
      const record = await readRecord(office, rep, { recordId: referral.id })
      const everything = JSON.stringify([told, events, record, logged, sealed.map((s) => ({ ...s }))])
      for (const value of Object.values(secret)) expect(everything).not.toContain(value)
      expect(record.sealed).toEqual(['patientBirthDate', 'patientName', 'patientPhone'])
      expect(events.at(-1)?.diff).toMatchObject({
        values: {},
        sealed: ['patientName', 'patientPhone', 'patientBirthDate'],
      })
    })
  })

  describe('drafts', () => {
    const filing: FormPurpose = { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' }
    const submit = (by: Actor, purpose: FormPurpose, answers: Answers) => {
      return submitForm(opened().office, by, { purpose, answers, submissionKey: keyOf(), platform })
    }

    const draftOf = async (by: Actor, purpose: FormPurpose) =>
      (await readDraft(opened().office, by, purpose))?.answers

    it('keep what was typed when it is refused, and go when it is taken', async () => {
      const { rep } = opened().actors
      const typed = { goals, callTarget: '很多' }
      await failure(submit(rep, filing, typed))
      expect(await draftOf(rep, filing)).toEqual(typed)
      const form = await openForm(opened().office, rep, { kind: 'file', type: 'weekly-plan' })
      expect(form.fields.find((f) => f.name === 'callTarget')?.answer).toBe('很多')
      await submit(rep, filing, { goals })
      expect(await draftOf(rep, filing)).toBeUndefined()
    })

    it('keep it as well when somebody was faster, or the week has its plan already', async () => {
      const { rep, supervisor } = opened().actors
      const plan = await file(rep)
      await failure(submit(rep, filing, { goals: '第二份' }))
      expect(await draftOf(rep, filing)).toEqual({ goals: '第二份' })
      const edit: FormPurpose = {
        kind: 'edit',
        type: plan.type,
        recordId: plan.id,
        revision: 1,
        action: 'edit',
      }
      await act(supervisor, plan.id, 1, 'approve')
      await failure(submit(rep, edit, { goals: '晚了一步' }))
      expect(await draftOf(rep, edit)).toEqual({ goals: '晚了一步' })
    })

    it('are not kept for a period that is none, and one from before does not shut the home', async () => {
      const { rep } = opened().actors
      const { office } = opened()
      const lost: FormPurpose = { kind: 'file', type: 'weekly-plan', periodKey: '2026-48' }
      expect(await failure(submit(rep, lost, { goals }))).toMatchObject({ code: 'validation' })
      expect(await db().draft.count()).toBe(0)
      const values = { purpose: lost, answers: { goals } }
      const data = { personId: rep.personId, formKey: 'file:weekly-plan:2026-48', values }
      await db().draft.create({ data: { ...data, updatedAt: office.clock.now() } })
      const { sections } = await readHome(office, rep)
      expect(JSON.stringify(sections)).toContain('2026-48')
    })

    it('are taken up on the version they were typed on, so that they undo nobody’s change', async () => {
      const { rep, supervisor } = opened().actors
      const { office } = opened()
      const clinic = await file(rep, { name: '康民诊所', kind: 'clinic' }, 'customer')
      const wanted = { kind: 'edit', recordId: clinic.id, action: 'edit' } as const
      const { purpose } = await openForm(office, rep, wanted)
      await saveDraft(office, rep, {
        purpose,
        answers: { name: '康民诊所', kind: 'clinic', aliases: '康民' },
      })
      await act(supervisor, clinic.id, 1, 'edit', { name: '康民诊所', kind: 'clinic', phone: '075512345678' })
      const again = await openForm(office, rep, wanted)
      const answers = answersOf(again.fields)
      expect(await failure(submit(rep, again.purpose, answers))).toMatchObject({
        code: 'stale_revision',
        current: 2,
      })
      expect(await db().customer.findMany()).toMatchObject([{ phone: '075512345678', aliases: null }])
    })

    it('of a customer that is there by that name say so, also when it is written otherwise', async () => {
      const { rep, supervisor } = opened().actors
      const first = await file(rep, { name: '东门口腔门诊', kind: 'clinic' }, 'customer')
      const twin = file(supervisor, { name: ' 东门 口腔门诊', kind: 'clinic' }, 'customer')
      const say = { key: 'records.nameTaken', params: { name: '东门口腔门诊' } }
      expect(await failure(twin)).toMatchObject({ fieldErrors: [{ field: 'name', say }] })
      await act(rep, first.id, 1, 'edit', { name: '东门口腔门诊', kind: 'clinic', phone: '075512345678' })
      await file(supervisor, { name: '东门口腔门诊（西区）', kind: 'clinic' }, 'customer')
      expect(await db().customer.count()).toBe(2)
    })

    it('keep no sensitive answer', async () => {
      const { rep } = opened().actors
      const { id: recordId } = await fileReferral()
      const purpose: FormPurpose = {
        kind: 'act',
        type: 'referral',
        recordId,
        revision: 1,
        action: 'identify',
      }
      await failure(submit(rep, purpose, { patientName: '齐某某甲乙', patientPhone: 'x' }))
      expect(await draftOf(rep, purpose)).toEqual({})
      expect(JSON.stringify(await db().draft.findMany())).not.toContain('齐某某甲乙')
    })
  })
})
