import { type Actor, roles } from '../../src/access/actor.ts'
import type { Row } from './verdicts.ts'

/** One person a role, and one who holds none. */
export const holders = [...roles, 'no role'] as const
export type Holder = (typeof holders)[number]

export const relations = ['own', 'team', 'elsewhere'] as const
export type Relation = (typeof relations)[number]

/** One who holds `holder` for `teamId` and works there. */
export function actorOf(holder: Holder, personId: string, teamId: string): Actor {
  return {
    personId,
    name: holder,
    language: 'zh-CN',
    zone: 'Asia/Shanghai',
    teamId,
    grants: holder === 'no role' ? [] : [{ role: holder, teamIds: [teamId] }],
  }
}

/** Asks of everybody; one column when `about` names one relation only. Written as in the table, without its blanks. */
export async function askAll(
  about: readonly Relation[],
  ask: (holder: Holder, relation: Relation) => Promise<boolean> | boolean,
): Promise<Row> {
  const cells: string[] = []
  for (const relation of about) {
    const allowed: Holder[] = []
    for (const holder of holders) if (await ask(holder, relation)) allowed.push(holder)
    cells.push(allowed.length === holders.length ? 'all' : allowed.join(' ') || '-')
  }
  return cells.join(' | ')
}

export const tidy = (row: Row): Row =>
  row
    .split('|')
    .map((cell) => cell.trim())
    .join(' | ')

export const relationsOf = (row: Row): readonly Relation[] => (row.includes('|') ? relations : ['own'])
