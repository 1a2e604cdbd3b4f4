import { type Role, roles } from '../../access/actor.ts'
import { isZone } from '../../calendar/zones.ts'
import type { Saying } from '../../errors.ts'
import { findLanguage } from '../../i18n/translate.ts'
import { foldText } from '../../text/fold-text.ts'
import type { SheetRow } from './read-sheet.ts'

/** Columns with what people write above them; the first is what an error names. */
export const personHeadings = {
  name: ['姓名', 'Name'],
  email: ['邮箱', 'E-mail', 'Email'],
  employeeNo: ['工号', 'Employee number', 'Employee no'],
  team: ['团队', 'Team', '部门'],
  parentTeam: ['上级团队', 'Parent team', '上级部门'],
  teamKey: ['团队代号', 'Team key'],
  roles: ['角色', 'Roles', 'Role'],
  language: ['语言', 'Language'],
  zone: ['时区', 'Time zone', 'Zone'],
  isActive: ['在职', 'Active'],
  hasEmploymentContract: ['劳动合同', 'Employment contract'],
  isRegisteredRep: ['医药代表备案', 'Registered representative'],
  isClinician: ['医务人员', 'Clinician'],
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

/** What stands in a person's own row of the store. */
export interface PersonColumns {
  name: string
  email: string | null
  employeeNo: string | null
  language: string
  zone: string
  isActive: boolean
  isRegisteredRep: boolean
  isClinician: boolean
  hasEmploymentContract: boolean
}

export interface PersonLine {
  line: number
  columns: PersonColumns
  team: string
  parentTeam: string | null
  teamKey: string | null
  /** Each with the team it covers: the person's own unless said otherwise (`内勤@南湾大区`). */
  roles: readonly { role: Role; team: string }[]
}

/** What one line says, with everything that is wrong with it. */
export function readPersonLine(
  { line, cells }: SheetRow,
  defaults: { zone: string; language: string },
): { person: PersonLine; wrong: Saying[] } {
  const wrong: Saying[] = []
  for (const column of ['name', 'team'] as const) {
    if (!cells[column]) wrong.push({ key: 'imports.missing', params: { column: personHeadings[column][0] } })
  }
  const email = cells.email?.toLowerCase() ?? null
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    wrong.push({ key: 'imports.badEmail', params: { value: email } })
  if (!email && !cells.employeeNo) wrong.push({ key: 'imports.needsEmailOrNumber' })
  const zone = cells.zone ?? defaults.zone
  if (!isZone(zone)) wrong.push({ key: 'imports.badZone', params: { value: zone } })
  const language = cells.language ? findTypedLanguage(cells.language) : defaults.language
  if (!language) wrong.push({ key: 'imports.badLanguage', params: { value: cells.language ?? '' } })
  const team = cells.team ?? ''
  const readYes = (column: YesColumn, blank: boolean): boolean => {
    const cell = cells[column]
    if (cell === undefined) return blank
    const word = foldText(cell).trim()
    if (!yes.includes(word) && !no.includes(word)) {
      wrong.push({
        key: 'imports.neitherYesNorNo',
        params: { column: personHeadings[column][0], value: cell },
      })
    }
    return yes.includes(word)
  }
  const held = readRoles(cells.roles ?? '', team)
  wrong.push(...held.wrong)
  const person: PersonLine = {
    line,
    columns: {
      name: cells.name ?? '',
      email,
      employeeNo: cells.employeeNo ?? null,
      language: language ?? defaults.language,
      zone,
      isActive: readYes('isActive', true),
      isRegisteredRep: readYes('isRegisteredRep', false),
      isClinician: readYes('isClinician', false),
      hasEmploymentContract: readYes('hasEmploymentContract', false),
    },
    team,
    parentTeam: cells.parentTeam ?? null,
    teamKey: cells.teamKey ?? null,
    roles: held.roles,
  }
  return { person, wrong }
}

/** Lines that name a person whom an earlier line has named. */
export function findTwins(lines: readonly PersonLine[]): { line: number; say: Saying }[] {
  const seen = new Map<string, number>()
  return lines.flatMap(({ line, columns }) =>
    [columns.email, columns.employeeNo].flatMap((id) => {
      if (!id) return []
      const first = seen.get(id)
      seen.set(id, first ?? line)
      return first === undefined
        ? []
        : [{ line, say: { key: 'imports.twice' as const, params: { value: id, line: first } } }]
    }),
  )
}

type YesColumn = 'isActive' | 'hasEmploymentContract' | 'isRegisteredRep' | 'isClinician'

/** Pay and access hang on these: any other word is a problem of its line, never a silent no. */
const yes = ['是', 'yes', 'y', '1', 'true', '有', '√', '在职', 'active', '已签', '已备案']
const no = [
  '否',
  'no',
  'n',
  '0',
  'false',
  '无',
  '×',
  'x',
  '-',
  '离职',
  '不在职',
  '停用',
  'inactive',
  'left',
  '没有',
  '未签',
  '未备案',
]

const findTypedLanguage = (typed: string) => findLanguage(/^中文|^汉语/.test(typed) ? 'zh' : typed)

function readRoles(cell: string, ownTeam: string): { roles: PersonLine['roles']; wrong: Saying[] } {
  const held = new Map<string, { role: Role; team: string }>()
  const wrong: Saying[] = []
  for (const entry of cell.split(/[,，、;；/]/).map((part) => part.trim())) {
    if (entry === '') continue
    const [typed = '', scope] = entry.split(/[@＠]/)
    const word = foldText(typed).trim()
    const role = roles.find((r) => r === word || roleNames[r].some((name) => foldText(name) === word))
    const team = scope?.trim() ?? ownTeam
    if (role) held.set(`${role}@${team}`, { role, team })
    else {
      const known = roles.map((r) => roleNames[r][0] ?? r).join('、')
      wrong.push({ key: 'imports.badRole', params: { value: typed, known } })
    }
  }
  return { roles: [...held.values()], wrong }
}
