import type { Policy } from '../../policy/schema.ts'

export type StepId = Policy['referrals']['steps'][number]['id']

/**
 * What a duty is about: something to be filed for a period (its kind is the policy's name), a record that waits for
 * somebody's decision, or a step of a referral. All three are chased by ladders, each by its own part of the policy.
 */
export type DutySubject =
  | { of: 'filing' }
  | { of: 'review'; recordId: string }
  | { of: 'step'; step: StepId; recordId: string }

/** Kinds of steps begin so: they are swept by a job of their own. */
export const stepPrefix = 'referral:'
const reviewPrefix = 'review:'

export const reviewKind = (recordId: string): string => `${reviewPrefix}${recordId}`
export const stepKind = (step: StepId, recordId: string): string => `${stepPrefix}${step}:${recordId}`

export function readSubject(kind: string): DutySubject {
  if (kind.startsWith(reviewPrefix)) return { of: 'review', recordId: kind.slice(reviewPrefix.length) }
  if (!kind.startsWith(stepPrefix)) return { of: 'filing' }
  const [step = '', recordId = ''] = kind.slice(stepPrefix.length).split(':')
  return { of: 'step', step: step as StepId, recordId }
}

/**
 * Each rung is a message of its own, because an edited message rings nobody's bell; the slot lets it be put right
 * later. Of a record that waits for several people they share it.
 */
export const rungSlot = (duty: { id: string; kind: string }, rung: string): string =>
  `${slotOf(duty)}:${rung}`

const slotOf = (duty: { id: string; kind: string }): string =>
  readSubject(duty.kind).of === 'filing' ? `duty:${duty.id}` : `duty:${duty.kind}`
