import { type Actor, holdsRole } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import { NotPermitted } from '../../errors.ts'
import customerType from '../../records/customer/index.ts'
import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import { foldText } from '../../text/fold-text.ts'
import { nameSkeleton } from '../../text/look-alikes.ts'
import type { Office } from '../office.ts'
import { type Creation, createRecords } from '../records/create-record.ts'
import { importPlatform } from './import-platform.ts'
import type { ImportReport } from './import-report.ts'
import { type CustomerLine, customerHeadings, readCustomerLine } from './read-customer-line.ts'
import { readSheet } from './read-sheet.ts'

export interface ImportInput {
  file: { name: string; bytes: Uint8Array }
  isDryRun: boolean
}

/**
 * Brings in customers from a sheet; a name that is there already, or one that looks the same, is left as it is. Short names and contacts are
 * separated by commas, a contact's title stands behind its name: `王敏 采购科`.
 */
export async function importCustomers(
  office: Office,
  actor: Actor,
  input: ImportInput,
): Promise<ImportReport> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('import customers')
  return importCustomersAs(office, actor.personId, input)
}

/** The same at a console of the server. */
export async function importCustomersAs(
  office: Office,
  actorId: string | null,
  input: ImportInput,
): Promise<ImportReport> {
  const rows = await readSheet(input.file, customerHeadings)
  const today = localOf(office.clock.now(), office.policies.current().zone).day
  const wrong: ImportReport['problems'][number][] = []
  const lines = rows.map((row) => {
    const { customer, problems } = readCustomerLine(row, { today })
    wrong.push(...problems)
    return customer
  })
  return office.store.transaction(async (tx) => {
    const owners = await findOwners(tx, lines)
    const ownerless = lines
      .filter(({ ownerEmail }) => !owners.has(ownerEmail))
      .map(({ line, ownerEmail: value }) => ({
        line,
        column: customerHeadings.owner[0],
        say: { key: 'imports.noOwner' as const, params: { value } },
      }))
    const problems = [...wrong, ...ownerless].sort((a, b) => a.line - b.line)
    const { isDryRun } = input
    const report = { rows: rows.length, created: 0, changed: 0, unchanged: 0, problems, isDryRun }
    if (problems.length > 0) return report
    const created = await writeLines(office, tx, lines, owners, { actorId, isDryRun })
    if (!isDryRun) {
      await appendEvent(tx, {
        at: office.clock.now(),
        actorId,
        platform: importPlatform,
        kind: 'customers.imported',
        diff: { created },
      })
    }
    return { ...report, created, unchanged: lines.length - created }
  })
}

/** Owners by e-mail; without one it is any administrator. */
async function findOwners(
  tx: Tx,
  lines: readonly CustomerLine[],
): Promise<Map<string, { id: string; teamId: string }>> {
  const emails = lines.flatMap((l) => (l.ownerEmail ? [l.ownerEmail] : []))
  const people = await tx.person.findMany({ where: { email: { in: emails } } })
  const admin = await tx.person.findFirst({
    where: { isActive: true, grants: { some: { role: 'admin' } } },
    orderBy: { id: 'asc' },
  })
  return new Map([
    ...people.map((p) => [p.email ?? '', p] as const),
    ...(admin ? [['', admin] as const] : []),
  ])
}

const keyOf = (name: string): string => nameSkeleton(foldText(name))

async function writeLines(
  office: Office,
  tx: Tx,
  lines: readonly CustomerLine[],
  owners: ReadonlyMap<string, { id: string; teamId: string }>,
  { actorId, isDryRun }: { actorId: string | null; isDryRun: boolean },
): Promise<number> {
  const known = new Set((await tx.customer.findMany({ select: { name: true } })).map((c) => keyOf(c.name)))
  const fresh: Creation[] = []
  for (const { values, ownerEmail } of lines) {
    const name = keyOf(String(values.name))
    const owner = owners.get(ownerEmail)
    if (known.has(name) || !owner) continue
    known.add(name)
    fresh.push({ ownerId: owner.id, teamId: owner.teamId, values })
  }
  if (!isDryRun) await createRecords(office, tx, customerType, fresh, { actorId, platform: importPlatform })
  return fresh.length
}
