import { beforeEach, describe, expect, it } from 'vitest'
import { type Card, cardToText } from '../../src/forms/card.ts'
import { checkAudit } from '../../src/services/audit/check-audit.ts'
import { appendEvent, verifyPart } from '../../src/store/events.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

describe.each(databases)('the nightly look at the audit on %s', (provider) => {
  const opened = useTestOffice(provider)
  const db = () => opened().office.store.db
  const append = (count: number) =>
    opened().office.store.transaction((tx) =>
      appendEvent(
        tx,
        ...Array.from({ length: count }, (_, i) => ({
          ...{ at: opened().clock.now(), actorId: null, platform: 'web', kind: 'x', diff: { i } },
        })),
      ),
    )
  const look = () => checkAudit(opened().office)
  const told = async (): Promise<string[]> => {
    const rows = await db().outbox.findMany({ orderBy: { id: 'asc' } })
    await db().outbox.deleteMany()
    for (const { target } of rows) expect(target).toBe(`person:${opened().actors.admin.personId}`)
    return rows.map(({ card }) => cardToText(card as unknown as Card))
  }
  beforeEach(async () => {
    for (const table of [db().event, db().eventHead, db().auditMark, db().alert, db().outbox])
      await (table as ReturnType<typeof db>['event']).deleteMany()
  })

  it('finds nothing in a chain that is whole or empty, and looks at what is added', async () => {
    expect(await look()).toEqual({ rows: 0, faults: 0 })
    await append(5)
    expect(await look()).toEqual({ rows: 5, faults: 0 })
    await append(3)
    // The walk has begun anew, and what is new is read besides.
    expect(await look()).toEqual({ rows: 11, faults: 0 })
    expect(await told()).toEqual([])
  })

  it('tells of a break once, finds it again every night, and tells when it is mended', async () => {
    await append(5)
    await look()
    const { diff } = await db().event.findUniqueOrThrow({ where: { seq: 3 } })
    await db().event.update({ where: { seq: 3 }, data: { diff: { i: 99 } } })
    expect(await look()).toMatchObject({ faults: 1 })
    const [begun = '', ...more] = await told()
    expect([begun, more]).toEqual([expect.stringContaining('审计记录的链有 1 处断裂'), []])
    await append(2)
    expect(await look()).toMatchObject({ faults: 1 })
    expect(await told()).toEqual([])
    await db().event.update({ where: { seq: 3 }, data: { diff: diff as object } })
    expect(await look()).toMatchObject({ faults: 0 })
    expect(await told()).toEqual([expect.stringContaining('又完整了')])
  })

  it('finds a chain that was cut off, or written anew by somebody who reckons its hashes', async () => {
    await append(6)
    await look()
    const rows = await db().event.findMany({ orderBy: { seq: 'asc' } })
    const cutAt = async (seq: number) => {
      await db().event.deleteMany({ where: { seq: { gt: seq } } })
      await db().eventHead.update({ where: { id: 1 }, data: { seq, hash: rows[seq - 1]?.hash ?? '' } })
    }
    await cutAt(4)
    expect(await look()).toMatchObject({ faults: 1 })
    await append(4)
    // Whole from end to end, and yet not what it was.
    expect((await verifyPart(opened().office.store, { limit: 100 })).faults).toEqual([])
    expect(await look()).toMatchObject({ faults: 1 })
    expect(await told()).toHaveLength(1)
  })

  it('reads no more at once than it is told to, each part from the end of the last', async () => {
    await append(10)
    const { store } = opened().office
    const first = await verifyPart(store, { limit: 4 })
    expect(first).toMatchObject({ faults: [], last: { seq: 4 }, isAtEnd: false })
    const second = await verifyPart(store, { after: first.last, limit: 4 })
    expect(second).toMatchObject({ faults: [], last: { seq: 8 }, isAtEnd: false })
    await db().event.delete({ where: { seq: 10 } })
    expect(await verifyPart(store, { after: second.last, limit: 4 })).toMatchObject({
      faults: [{ kind: 'missing', seq: 10, lastSeq: 10 }],
      last: { seq: 8 },
    })
  })
})
