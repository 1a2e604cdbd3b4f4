import type { DeliveryOutcome } from './deliver.ts'

/** What an act of a person led to, as that person sees it. */
export interface ActOutcome {
  outcome:
    | 'acked'
    | 'closed'
    | 'errors'
    | 'updated'
    | 'pushed'
    | 'cleared'
    | 'trouble'
    | 'incomplete'
    | 'local'
    | 'sent'
  /** the error Slack itself shows */
  userSees: string | null
  /** by block_id, shown under the fields */
  errors: { [blockId: string]: string }
  delivery: DeliverySummary | null
  openUrl: string | null
}

export type DeliverySummary = Omit<DeliveryOutcome, 'body' | 'noRetry'>

export function actOutcome(
  outcome: ActOutcome['outcome'],
  delivery: DeliveryOutcome | null,
  more: Partial<Pick<ActOutcome, 'userSees' | 'errors' | 'openUrl'>> = {},
): ActOutcome {
  return {
    outcome,
    userSees: null,
    errors: {},
    openUrl: null,
    delivery: delivery && summarize(delivery),
    ...more,
  }
}

function summarize(delivery: DeliveryOutcome): DeliverySummary {
  const { body: _body, noRetry: _noRetry, ...summary } = delivery
  return summary
}
