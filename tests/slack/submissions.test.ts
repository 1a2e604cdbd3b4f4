import { describe, expect, it, vi } from 'vitest'
import { useTrapWorld } from './trap-world.ts'

/** How submissions get lost, one by one: each of these once lost something in a bot of somebody's. */
const { world, as, unfinished, fillDisk } = useTrapWorld()

async function openPlan(handle: string, goals: string) {
  await as(handle).command('/plan')
  const modal = await as(handle).modal()
  return modal.fill({ goals })
}

describe('a submission', () => {
  it('that fails unexpectedly leaves the modal open with what was typed, and a draft', async () => {
    const { services, office } = world()
    const { submitForm } = services
    services.submitForm = (...args) => {
      vi.spyOn(office.store, 'transaction').mockRejectedValueOnce(new Error('boom'))
      return submitForm(...args)
    }
    const modal = await openPlan('rep', '写了很久')
    expect((await modal.submit()).outcome).toBe('updated')
    const kept = await as('rep').modal()
    expect(kept.words).toContain('您填写的内容已保留')
    expect(kept.values.goals?.text?.value).toBe('写了很久')
    const [draft] = await world().office.store.db.draft.findMany()
    expect(JSON.stringify(draft?.values)).toContain('写了很久')
    world().mend()
    expect((await kept.submit()).outcome).toBe('closed')
  })

  it('that finds the database away is answered all the same, with what was typed', async () => {
    const modal = await openPlan('colleague', '数据库不在')
    fillDisk(true)
    const { services } = world()
    services.resolveActor = async () => {
      throw new Error('database is locked')
    }
    const { outcome } = await modal.submit()
    fillDisk(false)
    expect(outcome).toBe('updated')
    const kept = await as('colleague').modal()
    expect(kept.values.goals?.text?.value).toBe('数据库不在')
    await kept.close()
  })

  it('that comes twice is one record', async () => {
    const modal = await openPlan('outsider', 'twice')
    await world().slack.faults.add({ on: 'delivery', kind: 'view_submission', effect: 'duplicate' })
    await modal.submit()
    await world().slack.idle()
    const { db } = world().office.store
    const ownerId = world().actors.outsider.personId
    expect(await db.record.count({ where: { type: 'weekly-plan', ownerId } })).toBe(1)
  })

  it('whose answer is lost on the way is saved once when it is sent again', async () => {
    await as('colleague').command('/fieldpost', 'leave')
    const modal = await as('colleague').modal()
    await modal.fill({ kind: 'sick', fromDay: '2026-11-23', toDay: '2026-11-23' })
    await world().slack.faults.add({ on: 'delivery', kind: 'view_submission', effect: 'ack-lost' })
    expect((await modal.submit()).outcome).toBe('trouble')
    expect((await modal.submit()).outcome).toBe('closed')
    expect(await world().office.store.db.record.count({ where: { type: 'leave' } })).toBe(1)
  })

  it('whose answer is lost, mended and sent again is saved as it was mended, a new one and an edit alike', async () => {
    const { slack, office } = world()
    const loseAnswer = () =>
      slack.faults.add({ on: 'delivery', kind: 'view_submission', effect: 'ack-lost', times: 1 })
    const saved = async () =>
      (await office.store.db.leave.findMany({ where: { kind: 'marriage' } })).map((leave) => leave.reason)
    const fill = async (reason: string) => (await as('finance').modal({ hasInput: true })).fill({ reason })
    await as('finance').command('/fieldpost', 'leave')
    await (await fill('第一稿')).fill({ kind: 'marriage', fromDay: '2026-12-07', toDay: '2026-12-08' })
    await loseAnswer()
    expect((await (await as('finance').modal()).submit()).outcome).toBe('trouble')
    expect((await (await fill('第二稿')).submit()).outcome).toBe('closed')
    expect(await saved()).toEqual(['第二稿'])
    const { recordId } = await office.store.db.leave.findFirstOrThrow({ where: { kind: 'marriage' } })
    await world().deliver()
    await (await as('finance').message({ contains: '第二稿' })).press('修改')
    await fill('第三稿')
    await loseAnswer()
    expect((await (await as('finance').modal()).submit()).outcome).toBe('trouble')
    expect((await (await as('finance').modal()).submit()).outcome).toBe('closed')
    expect(await saved()).toEqual(['第三稿'])
    expect(await office.store.db.event.count({ where: { recordId } })).toBe(3)
  })

  it('left unfinished by a process that died is saved by the next one', async () => {
    const { services, inbox, office, actors } = world()
    const { purpose } = await services.openForm(actors.reception, { kind: 'file', type: 'leave' })
    const place = { private_metadata: JSON.stringify({ p: purpose, l: {}, v: 0 }) }
    const value = (type: string, rest: object) => ({ type, ...rest })
    const values = {
      kind: { one: value('static_select', { selected_option: { value: 'annual', text: {} } }) },
      fromDay: { date: value('datepicker', { selected_date: '2026-12-01' }) },
      toDay: { date: value('datepicker', { selected_date: '2026-12-02' }) },
    }
    const submission = (viewId: string, filled: object) => ({
      type: 'view_submission',
      team: { id: 'T0FIELD001' },
      user: { id: 'U0RECEPTION' },
      view: {
        id: viewId,
        hash: 'h',
        callback_id: 'form',
        title: { text: '请假' },
        ...place,
        state: { values: filled },
      },
    })
    const leave = (deliveryId: string, body: object) =>
      inbox.keep({
        platform: 'slack',
        deliveryId,
        kind: 'view_submission',
        body: JSON.stringify(body),
        receivedAt: office.clock.now(),
      })
    await leave('submit:dead:1', submission('V0DEAD1', values))
    const backwards = { ...values, toDay: { date: value('datepicker', { selected_date: '2026-11-01' }) } }
    await leave('submit:dead:2', submission('V0DEAD2', backwards))
    await world().restart()
    const told = await as('reception').message({ contains: '没有提交成功' })
    expect(told.words).toContain('结束时间不能早于开始时间')
    const ownerId = actors.reception.personId
    // Both are worked at the same time.
    await expect.poll(() => office.store.db.record.count({ where: { type: 'leave', ownerId } })).toBe(1)
    await told.press('继续填写')
    expect((await as('reception').modal()).values.toDay?.date?.selected_date).toBe('2026-11-01')
    await expect.poll(unfinished).toEqual([])
  })

  it('of a modal that nobody knows is never closed', async () => {
    const { sandbox } = world()
    const { signRequest } = await import('../../sandbox/slack/signing.ts')
    const view = {
      id: 'V0OLD',
      hash: '1',
      callback_id: 'of-long-ago',
      title: { type: 'plain_text', text: 'x' },
      notify_on_close: false,
      private_metadata: '',
      blocks: [],
      state: { values: {} },
    }
    const payload = { type: 'view_submission', team: { id: 'T0FIELD001' }, user: { id: 'U0REP' }, view }
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
    const response = await fetch(world().address(), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...signRequest(sandbox.signingSecret, body, Date.now()),
      },
      body,
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ response_action: 'update' })
  })
})
