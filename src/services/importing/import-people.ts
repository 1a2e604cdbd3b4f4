import { type Actor, holdsRole, type Role, roles } from '../../access/actor.ts'
import { isZone } from '../../calendar/zones.ts'
import { NotPermitted, type Saying } from '../../errors.ts'
import { findLanguage } from '../../i18n/translate.ts'
import { appendEvent } from '../../store/events.ts'
import { newId } from '../../store/new-id.ts'
import type { Tx } from '../../store/open-store.ts'
import { foldText } from '../../text/fold-text.ts'
import type { Office } from '../office.ts'
import type { ImportReport } from './import-report.ts'
import { readSheet, type SheetRow } from './read-sheet.ts'

/** Columns with what people write above them; the first is what an error names. */
const headings = {
  name: ['姓名', 'Name'],
  email: ['邮箱', 'E-mail', 'Email'],
  employeeNo: ['工号', 'Employee number', 'Employee no'],
  team: ['团队', 'Team', '部门'],
  parentTeam: ['上级团队', 'Parent team', '上级部门'],
  teamKey: ['团队代号', 'Team key'],
  roles: ['角色', 'Roles', 'Role'],
  language: ['语言', 'Language'],
  zone: ['时区', 'Time zone', 'Zone'],
  contract: ['劳动合同', 'Employment contract'],
  registeredRep: ['医药代表备案', 'Registered representative'],
  clinician: ['医务人员', 'Clinician'],
  active: ['在职', 'Active'],
} as const

const roleNames: Readonly<Record<Role, readonly string[]>> = {
  rep: ['销售代表', '代表', '业务员'],
  supervisor: ['主管', '经理'],
  clerk: ['内勤', '文员'],
  reception: ['接待', '前台'],
  finance: ['财务'],
  director: ['总监', '部门负责人'],
  admin: ['管理员'],
}

interface PersonLine {
  line: number
  name: string
  email: string | null
  employeeNo: string | null
  team: string
  parentTeam: string | null
  teamKey: string | null
  /** Each with the team it covers: the person's own unless said otherwise (`内勤@南湾大区`). */
  roles: { role: Role; team: string }[]
  language: string
  zone: string
  isActive: boolean
  isRegisteredRep: boolean
  isClinician: boolean
  hasEmploymentContract: boolean
}

/**
 * Brings in people and their teams from a sheet; who is there already (by employee number, else e-mail) is changed.
 * A dry run, and any run with a problem, writes nothing and lists every problem by line.
 * @throws NotPermitted for anybody but an administrator, ValidationError for a file that cannot be read
 */
export async function importPeople(
  office: Office,
  actor: Actor,
  input: { file: { name: string; bytes: Uint8Array }; isDryRun: boolean },
): Promise<ImportReport> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('import people')
  return importPeopleAs(office, actor.personId, input)
}

/** The same at a console of the server, where whoever can run it could write the database anyway. */
export async function importPeopleAs(
  office: Office,
  actorId: string | null,
  input: { file: { name: string; bytes: Uint8Array }; isDryRun: boolean },
): Promise<ImportReport> {
  const rows = await readSheet(input.file, headings)
  const problems: ImportReport['problems'][number][] = []
  const { zone, language } = office.policies.current()
  const lines = rows.flatMap((row) => {
    const { person, wrong } = readLine(row, { zone, language })
    problems.push(...wrong.map((say) => ({ line: row.line, say })))
    return wrong.length === 0 ? [person] : []
  })
  problems.push(...findTwins(lines))
  const report = {
    rows: rows.length,
    created: 0,
    changed: 0,
    unchanged: 0,
    problems,
    isDryRun: input.isDryRun,
  }
  if (problems.length > 0) return report
  const counted = await office.store.transaction(async (tx) => {
    const counts = await writeLines(office, tx, lines, input.isDryRun)
    if (!input.isDryRun) {
      const { created, changed } = counts
      await appendEvent(tx, {
        at: office.clock.now(),
        actorId,
        platform: 'import',
        kind: 'people.imported',
        diff: { created, changed },
      })
    }
    return counts
  })
  return { ...report, ...counted }
}

const yes = (text: string | undefined) =>
  text !== undefined && ['是', 'yes', 'y', '1', 'true', '有', '√'].includes(foldText(text))

function readLine(
  { line, cells }: SheetRow,
  defaults: { zone: string; language: string },
): { person: PersonLine; wrong: Saying[] } {
  const wrong: Saying[] = []
  for (const [column, label] of [
    ['name', headings.name[0]],
    ['team', headings.team[0]],
  ] as const) {
    if (!cells[column]) wrong.push({ key: 'imports.missing', params: { column: label } })
  }
  const email = cells.email?.toLowerCase() ?? null
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    wrong.push({ key: 'imports.badEmail', params: { value: email } })
  if (!email && !cells.employeeNo) wrong.push({ key: 'imports.needsEmailOrNumber' })
  const zone = cells.zone ?? defaults.zone
  if (!isZone(zone)) wrong.push({ key: 'imports.badZone', params: { value: zone } })
  const language = cells.language
    ? findLanguage(cells.language === '中文' ? 'zh' : cells.language)
    : defaults.language
  if (!language) wrong.push({ key: 'imports.badLanguage', params: { value: cells.language ?? '' } })
  const held = new Map<string, { role: Role; team: string }>()
  for (const entry of (cells.roles ?? '')
    .split(/[,，、;；/]/)
    .map((w) => w.trim())
    .filter(Boolean)) {
    const [typed = '', scope] = entry.split(/[@＠]/)
    const word = foldText(typed).trim()
    const role = roles.find((r) => r === word || roleNames[r].some((n) => foldText(n) === word))
    const team = scope?.trim() ?? cells.team ?? ''
    if (role) held.set(`${role}@${team}`, { role, team })
    else
      wrong.push({
        key: 'imports.badRole',
        params: { value: typed, known: roles.map((r) => roleNames[r][0] ?? r).join('、') },
      })
  }
  const person: PersonLine = {
    line,
    name: cells.name ?? '',
    email,
    employeeNo: cells.employeeNo ?? null,
    team: cells.team ?? '',
    parentTeam: cells.parentTeam ?? null,
    teamKey: cells.teamKey ?? null,
    roles: [...held.values()],
    language: language ?? defaults.language,
    zone,
    isActive: cells.active === undefined || yes(cells.active),
    isRegisteredRep: yes(cells.registeredRep),
    isClinician: yes(cells.clinician),
    hasEmploymentContract: yes(cells.contract),
  }
  return { person, wrong }
}

function findTwins(lines: readonly PersonLine[]): ImportReport['problems'][number][] {
  const seen = new Map<string, number>()
  return lines.flatMap((p) =>
    [p.email, p.employeeNo].flatMap((id) => {
      if (!id) return []
      const first = seen.get(id)
      seen.set(id, first ?? p.line)
      return first === undefined
        ? []
        : [{ line: p.line, say: { key: 'imports.twice' as const, params: { value: id, line: first } } }]
    }),
  )
}

async function writeLines(office: Office, tx: Tx, lines: readonly PersonLine[], isDryRun: boolean) {
  const counts = { created: 0, changed: 0, unchanged: 0 }
  const teams = await ensureTeams(office, tx, lines, isDryRun)
  const at = office.clock.now()
  for (const p of lines) {
    const known = await tx.person.findFirst({
      where: p.employeeNo
        ? { OR: [{ employeeNo: p.employeeNo }, ...(p.email ? [{ email: p.email }] : [])] }
        : { email: p.email },
      include: { grants: true },
    })
    const teamId = teams.get(p.team) ?? ''
    const { line: _, team: __, parentTeam: ___, teamKey: ____, roles: named, ...columns } = p
    const held = named.map(({ role, team }) => ({ role, teamId: teams.get(team) ?? '' }))
    const isSame =
      known !== null &&
      known.teamId === teamId &&
      Object.entries(columns).every(([name, value]) => known[name as keyof typeof columns] === value) &&
      sameRoles(known.grants, held)
    if (isSame) {
      counts.unchanged += 1
      continue
    }
    counts[known ? 'changed' : 'created'] += 1
    if (isDryRun) continue
    const id = known?.id ?? newId(at)
    const data = { ...columns, teamId, updatedAt: at }
    if (known) await tx.person.update({ where: { id }, data })
    else await tx.person.create({ data: { ...data, id, createdAt: at } })
    await tx.roleGrant.deleteMany({ where: { personId: id } })
    await tx.roleGrant.createMany({ data: held.map((grant) => ({ personId: id, ...grant })) })
  }
  return counts
}

type HeldRole = { role: string; teamId: string }
const sameRoles = (grants: readonly HeldRole[], held: readonly HeldRole[]) =>
  grants.length === held.length &&
  grants.every((g) => held.some((h) => h.role === g.role && h.teamId === g.teamId))

/** Teams are named in the people's lines; those not there yet are made, the ones above first. */
async function ensureTeams(
  office: Office,
  tx: Tx,
  lines: readonly PersonLine[],
  isDryRun: boolean,
): Promise<Map<string, string>> {
  const known = new Map((await tx.team.findMany()).map((t) => [t.name, t.id]))
  const parents = new Map(lines.flatMap((p) => (p.parentTeam ? [[p.team, p.parentTeam] as const] : [])))
  const keys = new Map(lines.flatMap((p) => (p.teamKey ? [[p.team, p.teamKey] as const] : [])))
  const make = async (name: string, trail: readonly string[]): Promise<string> => {
    const there = known.get(name)
    if (there) return there
    const parent = parents.get(name)
    const parentId = parent && !trail.includes(parent) ? await make(parent, [...trail, name]) : null
    const id = newId(office.clock.now())
    known.set(name, id)
    if (!isDryRun)
      await tx.team.create({ data: { id, key: keys.get(name) ?? `team-${id.slice(-8)}`, name, parentId } })
    return id
  }
  for (const name of lines.flatMap((p) => [p.team, ...p.roles.map((r) => r.team)])) await make(name, [])
  return known
}
