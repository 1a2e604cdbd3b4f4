import type { Actor } from '../../access/actor.ts'
import type { Answers } from '../../fields/field.ts'
import type { RecordType } from '../../records/record-type.ts'
import { type Office, todayOf } from '../office.ts'
import { prefillWeeklyPlan } from './prefill-weekly-plan.ts'
import { prefillWeeklyReport } from './prefill-weekly-report.ts'

/** Whose form, and for which week. */
export interface PrefillWanted {
  office: Office
  actor: Actor
  periodKey: string
}

/** Record types whose form begins with what the house already knows. */
const prefills: Readonly<Record<string, (wanted: PrefillWanted) => Promise<Answers>>> = {
  'weekly-plan': prefillWeeklyPlan,
  'weekly-report': prefillWeeklyReport,
}

export async function prefillAnswers(
  office: Office,
  actor: Actor,
  type: RecordType,
  periodKey: string | undefined,
): Promise<Answers> {
  const prefill = prefills[type.id]
  if (prefill && periodKey) return prefill({ office, actor, periodKey })
  // A day that was not asked for and is nearly always today should not have to be typed.
  return type.dayField ? { [type.dayField]: periodKey ?? todayOf(office, actor) } : {}
}
