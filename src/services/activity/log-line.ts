import type { Actor } from '../../access/actor.ts'
import { ValidationError } from '../../errors.ts'
import type { ActivityReading } from '../../records/activity/line/activity-line-reading.ts'
import { parseActivityLine } from '../../records/activity/line/parse-activity-line.ts'
import type { Office } from '../office.ts'
import { tell } from '../tell.ts'
import { readCustomerNames } from './customer-names.ts'
import { buildLineCard } from './line-card.ts'
import { keepLineDraft, type LineActivity, type LineDraft, lineDraftKey } from './line-draft.ts'

export interface LogLineInput {
  text: string
  deliveryId: string
  platform: string
}

const longestLine = 3000

/**
 * Reads a line such as "拜访南湾一院骨科 新客户 30分钟" and answers with a card to confirm or correct. What is not sure
 * is asked, never guessed; nothing is saved before the person says yes.
 * @throws ValidationError for a line too long to be one
 */
export async function logLine(office: Office, actor: Actor, input: LogLineInput): Promise<void> {
  if (input.text.length > longestLine) {
    throw new ValidationError([
      {
        field: 'text',
        say: { key: 'fields.tooLong', params: { max: longestLine, length: input.text.length } },
      },
    ])
  }
  const customers = await readCustomerNames(office.store, actor)
  const reading = parseActivityLine(input.text, { now: office.clock.now(), zone: actor.zone, customers })
  const draft: LineDraft = {
    text: input.text,
    platform: input.platform,
    activities: reading.activities.map(toLineActivity),
  }
  const draftKey = lineDraftKey(input.deliveryId)
  await office.store.transaction(async (tx) => {
    await keepLineDraft(office, tx, actor, draftKey, draft)
    await tell(office, tx, {
      platform: input.platform,
      to: actor,
      slotKey: draftKey,
      dedupeKey: `${draftKey}:asked`,
      card: await buildLineCard(tx, actor, draftKey, draft),
    })
  })
}

function toLineActivity({ customer, unnamed: _, ...rest }: ActivityReading): LineActivity {
  const isAsked = rest.asks.includes('customer')
  return {
    ...rest,
    candidates: customer?.candidates ?? [],
    ...(customer?.id ? { customerId: customer.id } : {}),
    ...(customer ? { customerTyped: customer.typed } : {}),
    ...(customer && !customer.id && !isAsked ? { newCustomer: customer.typed } : {}),
  }
}
