import type { Actor } from '../../access/actor.ts'
import type {
  ActivityLineContext,
  ActivityReading,
} from '../../records/activity/line/activity-line-reading.ts'
import { parseActivityLine } from '../../records/activity/line/parse-activity-line.ts'
import type { Office } from '../office.ts'
import { readCustomerNames } from './customer-names.ts'
import type { LineActivity } from './line-draft.ts'

/** What the reading of lines has to know besides the line and of whoever typed it. */
export async function readLineContext(
  office: Office,
  { zone, language }: Pick<Actor, 'zone' | 'language'>,
): Promise<ActivityLineContext> {
  const customers = await readCustomerNames(office.store)
  return { now: office.clock.now(), zone, isEitherFirst: language === 'en', customers }
}

export const readActivities = (text: string, context: ActivityLineContext): LineActivity[] =>
  parseActivityLine(text, context).activities.map(toLineActivity)

function toLineActivity({ customer, unnamed = 1, minutes, ...rest }: ActivityReading): LineActivity {
  const isAsked = rest.asks.includes('customer')
  return {
    ...rest,
    candidates: customer?.candidates ?? [],
    // How long all took together is nobody's own length.
    ...(unnamed > 1 ? { count: unnamed } : minutes === undefined ? {} : { minutes }),
    ...(customer?.id ? { customerId: customer.id } : {}),
    ...(customer ? { customerTyped: customer.typed } : {}),
    ...(customer && !customer.id && !isAsked ? { newCustomer: customer.typed } : {}),
  }
}
