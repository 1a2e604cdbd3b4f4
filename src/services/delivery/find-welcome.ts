import { isBeyondCalendar } from '../../calendar/calendar-error.ts'
import { findPromptAt } from '../../policy/prompt-windows.ts'
import type { Office } from '../office.ts'

/** When somebody of a zone may be prompted; at once where nobody knows the holidays yet. */
export function findWelcome({ policies }: Office, at: Date, zone: string): Date {
  const { policy, calendar, hours } = policies.now()
  try {
    return findPromptAt(at, { calendar, hours, prompts: policy.prompts, zone, leaves: [] }) ?? at
  } catch (error) {
    if (!isBeyondCalendar(error)) throw error
    return at
  }
}
