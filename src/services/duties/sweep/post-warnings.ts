import { addDays } from '../../../calendar/days.ts'
import { periodOf } from '../../../calendar/periods.ts'
import { localOf } from '../../../calendar/zones.ts'
import { msPerDay } from '../../../clock.ts'
import type { Card } from '../../../forms/card.ts'
import { speak } from '../../../i18n/translate.ts'
import { findChannel } from '../../../policy/policy-settings.ts'
import { findPromptAt } from '../../../policy/prompt-windows.ts'
import type { DutyPolicy } from '../../../policy/schema-duties.ts'
import { getRecordType } from '../../../records/registry.ts'
import { groupBy } from '../../../store/duties/group-by.ts'
import {
  type LineRow,
  lineDropped,
  linePosted,
  lineWaiting,
  listLineRows,
  markLines,
} from '../../../store/duties/rungs.ts'
import type { Tx } from '../../../store/open-store.ts'
import { readPersonNames } from '../../../store/people.ts'
import type { Office } from '../../office.ts'
import { periodLabel } from '../../records/period-label.ts'
import { tell } from '../../tell.ts'
import { type Chain, readChain } from './chain.ts'

/** Lines of periods longer ago are left as they stand. */
const lookBackDays = 60
/** A line is put right for what has come in since the last working day. */
const recentMs = 4 * msPerDay

/**
 * Tells each team's channel, in one line a duty and period, how many have not filed; later it is the same line that
 * goes down as they do. Counts only, unless the policy wants names. Returns how many lines were written or put right.
 */
export async function postWarnings(office: Office): Promise<number> {
  const { policy, calendar, hours } = office.policies.now()
  const now = office.clock.now()
  const windows = { calendar, hours, prompts: policy.prompts, zone: policy.zone, leaves: [] }
  if (findPromptAt(now, windows)?.getTime() !== now.getTime()) return 0
  const chain = await readChain(office, office.store.db)
  const today = localOf(now, policy.zone).day
  let lines = 0
  for (const [kind, duty] of Object.entries(policy.duties)) {
    if (!(duty.ladder ?? policy.ladder).some((rung) => rung.to === 'channel')) continue
    const fromPeriod = periodOf(addDays(today, -lookBackDays), duty.period).key
    lines += await office.store.transaction(async (tx) => {
      const rows = await listLineRows(tx, { kind, fromPeriod })
      let posted = 0
      for (const group of groupBy(rows, (row) => `${row.teamId} ${row.periodKey}`).values())
        posted += await postLine(office, tx, chain, { kind, duty, rows: group, now })
      return posted
    })
  }
  return lines
}

interface Line {
  kind: string
  duty: DutyPolicy
  /** Of one team and period; never empty. */
  rows: readonly LineRow[]
  now: Date
}

async function postLine(office: Office, tx: Tx, chain: Chain, line: Line): Promise<number> {
  const { rows, now } = line
  const waiting = rows.filter((row) => row.outcome === lineWaiting)
  const isPosted = rows.some((row) => row.outcome === linePosted)
  if (waiting.length === 0 && now.getTime() - lastChangeOf(rows) > recentMs) return 0
  await markLines(tx, waiting.filter(isMissing), linePosted)
  // Filed between the rung and its line: a team that has nothing to hear of hears nothing.
  await markLines(
    tx,
    waiting.filter((row) => !isMissing(row)),
    lineDropped,
  )
  if (!isPosted && !waiting.some(isMissing)) return 0
  const missing = rows.filter(isMissing)
  // A duty can have several rows, one a deadline.
  return tellTeam(office, tx, chain, line, [...new Set(missing.map((row) => row.personId))])
}

const isMissing = (row: LineRow): boolean => row.state === 'overdue' || row.state === 'missed'

/** When the count last went up or down. Closing the period changes nothing about it. */
const lastChangeOf = (rows: readonly LineRow[]): number =>
  Math.max(
    ...rows.map((row) => Math.max(row.at.getTime(), isMissing(row) ? 0 : (row.closedAt?.getTime() ?? 0))),
  )

async function tellTeam(
  office: Office,
  tx: Tx,
  chain: Chain,
  line: Line,
  missing: readonly string[],
): Promise<number> {
  const { kind, rows } = line
  const [first] = rows
  if (!first) return 0
  const { teamId, periodKey } = first
  const policy = office.policies.current()
  const platforms = await tx.identity.findMany({
    where: { person: { teamId, isActive: true } },
    distinct: ['platform'],
    select: { platform: true },
    orderBy: { platform: 'asc' },
  })
  const card = await buildLine(office, tx, chain.teamName(teamId), line, periodKey, teamId, missing)
  let told = 0
  for (const { platform } of platforms) {
    const channel = findChannel(policy, chain.teamKeys(teamId), platform)
    if (channel === null) continue
    const slotKey = `line:${kind}:${periodKey}:${teamId}`
    const isNew = await tell(office, tx, {
      platform,
      to: { channel },
      slotKey,
      dedupeKey: `${slotKey}:${platform}:${missing.length}:${lastChangeOf(rows)}`,
      card,
    })
    if (isNew) told += 1
  }
  return told
}

async function buildLine(
  office: Office,
  tx: Tx,
  team: string,
  { kind, duty }: Line,
  periodKey: string,
  teamId: string,
  missing: readonly string[],
): Promise<Card> {
  const { language, ladder } = office.policies.current()
  const t = speak(language)
  const title = t('duties.lineTitle', {
    team,
    what: getRecordType(duty.record).texts[language].label,
    period: periodLabel(periodKey, language),
  })
  if (missing.length === 0) return { title, sections: [{ text: t('duties.lineAllDone') }] }
  const total = await tx.duty.count({ where: { kind, periodKey, teamId, state: { not: 'cancelled' } } })
  const isNaming = (duty.ladder ?? ladder).some((rung) => rung.to === 'channel' && rung.names)
  const names = isNaming ? [...(await readPersonNames(tx, missing)).values()] : []
  const text = t('duties.lineMissing', { missing: missing.length, total })
  return { title, sections: [{ text: [text, ...names].join('\n') }] }
}
