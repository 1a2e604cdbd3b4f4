import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { getRecordType } from '../../src/records/registry.ts'
import { examineAudit } from '../../src/services/audit/examine-audit.ts'
import { exportAudit } from '../../src/services/audit/export-audit.ts'
import { exportRecords } from '../../src/services/reading/export-records.ts'
import { revealRecord } from '../../src/services/reading/reveal-record.ts'
import { verifyEvents } from '../../src/store/events.ts'
import { databases } from '../support/databases.ts'
import { useRecords } from '../support/records.ts'

const dir = mkdtempSync(join(tmpdir(), 'fieldpost-audit-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** As the operator's page gives it to the auditor. */
const [, script = ''] =
  /^```js\n([\s\S]*?check-audit[\s\S]*?)^```$/m.exec(readFileSync('docs/operations.md', 'utf8')) ?? []
const checker = join(dir, 'check-audit.mjs')
writeFileSync(checker, script)

const patient = { patientName: '孟晓棠', patientPhone: '13900001234', patientBirthDate: '1950-01-01' }
const arrival = { arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' }

describe.each(databases)('the audit on %s', (provider) => {
  const { opened, db, file, act, fileReferral } = useRecords(provider)
  const write = async (span = {}) => {
    const exported = await exportAudit(opened().office, span)
    if (!exported) return undefined
    let text = ''
    for await (const lines of exported.lines) text += lines
    return { ...exported, text }
  }
  beforeEach(async () => {
    await db().event.deleteMany()
    await db().eventHead.deleteMany()
  })

  it('says of a break what stands at it, before and behind it', async () => {
    const { office, actors } = opened()
    for (let i = 0; i < 4; i += 1) await file(actors.rep, { name: `诊所${i}`, kind: 'clinic' }, 'customer')
    await db().event.update({ where: { seq: 2 }, data: { diff: {} } })
    await db().event.delete({ where: { seq: 4 } })
    const { count, faults } = await examineAudit(office)
    expect(count).toBe(3)
    expect(faults).toMatchObject([
      { fault: { kind: 'changed', seq: 2 }, before: { seq: 1 }, at: { seq: 2 }, after: { seq: 3 } },
      { fault: { kind: 'missing', seq: 4, lastSeq: 4 }, before: { seq: 3 } },
    ])
    expect(faults[1]?.at).toBeUndefined()
    expect(faults[0]?.before).toMatchObject({ kind: 'record.filed', actorId: actors.rep.personId })
    expect(JSON.stringify(faults)).not.toContain('诊所')
  })

  it('exports what an auditor can check without us, and finds what was changed in it', async () => {
    const { office, actors } = opened()
    // The sign between lines that some readers break at, and what canonical forms differ in.
    await file(actors.rep, { goals: '第一行\u2028“引号” \\ \u007f\t𠮷' })
    await file(actors.outsider, { goals: '二' })
    const exported = await write()
    expect(exported).toMatchObject({ count: 2, firstSeq: 1, lastSeq: 2 })
    const path = join(dir, `${provider}.jsonl`)
    writeFileSync(path, exported?.text ?? '')
    const { headHash } = await verifyEvents(office.store)
    const said = execFileSync(process.execPath, [checker, path], { encoding: 'utf8' })
    const rows = (exported?.text ?? '').trimEnd().split('\n')
    expect(said).toBe(`last: 2 ${JSON.parse(rows[1] ?? '').hash}\n`)
    expect(headHash).not.toBe(JSON.parse(rows[1] ?? '').hash)
    for (const forged of [
      rows.map((row) => row.replace('二', '三')),
      rows.toReversed(),
      rows.map((row) => row.replace(/"at":"2026/, '"at":"2025')),
    ]) {
      writeFileSync(path, `${forged.join('\n')}\n`)
      const { status, stdout } = spawnSync(process.execPath, [checker, path], { encoding: 'utf8' })
      expect([status, stdout.includes('broken at')]).toEqual([1, true])
    }
  })

  it('is an event itself, and takes the days of the policy’s zone without a gap', async () => {
    const { actors, clock } = opened()
    for (const at of [
      '2026-11-18T15:59:59Z',
      '2026-11-18T16:00:00Z',
      '2026-11-19T15:59:59Z',
      '2026-11-19T16:00:00Z',
    ]) {
      clock.set(at)
      await file(actors.rep, { name: `诊所${at}`, kind: 'clinic' }, 'customer')
    }
    expect(await write({ from: '2026-11-19', to: '2026-11-19' })).toMatchObject({ firstSeq: 2, lastSeq: 3 })
    expect(await write({ from: '2026-11-20' })).toMatchObject({ firstSeq: 4, lastSeq: 5 })
    expect(await write({ to: '2026-11-17' })).toBeUndefined()
    const events = await db().event.findMany({ where: { kind: 'audit.exported' }, orderBy: { seq: 'asc' } })
    expect(events.map((event) => event.diff)).toEqual([
      { firstSeq: 2, lastSeq: 3, count: 2 },
      { firstSeq: 4, lastSeq: 5, count: 2 },
    ])
  })

  it('holds nothing of a patient, whatever was done with the referral', async () => {
    const { office, actors } = opened()
    const { rep, reception, director } = actors
    const referral = await fileReferral()
    await act(rep, referral.id, 1, 'identify', patient)
    await act(reception, referral.id, 2, 'confirm-arrival', arrival)
    await revealRecord(office, rep, { recordId: referral.id, platform: 'web' })
    const filters = { name: `${patient.patientPhone} ` }
    await exportRecords(office, director, {
      type: getRecordType('customer'),
      filters,
      format: 'csv',
      platform: 'web',
    })
    const text = (await write())?.text ?? ''
    expect(text).toContain('record.revealed')
    const typed = [...Object.values(patient), arrival.disease, arrival.attendingDoctor]
    expect(typed.filter((value) => text.includes(value))).toEqual([])
    for (const { lookup, sealed } of await db().sensitiveValue.findMany()) {
      if (lookup) expect(text).not.toContain(lookup)
      for (const form of ['base64', 'hex'] as const)
        expect(text).not.toContain(Buffer.from(sealed).toString(form))
    }
  })
})
