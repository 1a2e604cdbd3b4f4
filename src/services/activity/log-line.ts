import type { Actor } from '../../access/actor.ts'
import { ValidationError } from '../../errors.ts'
import { holdsIdentity } from '../../fields/identity.ts'
import activityType, { activityKinds } from '../../records/activity/index.ts'
import type {
  ActivityLineContext,
  ActivityReading,
} from '../../records/activity/line/activity-line-reading.ts'
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
 * @throws ValidationError for a line too long to be one, or with somebody's number in it, of which nothing is kept
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
  if (holdsIdentity(input.text))
    throw new ValidationError([{ field: 'text', say: { key: 'lines.holdsIdentity' } }])
  const context = await readContext(office, actor)
  const draft: LineDraft = {
    text: input.text,
    platform: input.platform,
    activities: parseActivityLine(input.text, context).activities.map(toLineActivity),
    unread: findUnread(input.text, context),
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

/**
 * Of several lines those that name no activity of their own. They are notes of the one before, which is right for
 * "反馈：要样品" and wrong for a visit that was not understood: the card says so, that the person may judge.
 */
function findUnread(text: string, context: ActivityLineContext): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const said = lines.filter((line) => line !== '')
  if (said.length < 2) return []
  return said.filter((line) =>
    parseActivityLine(line, context).activities.every(
      ({ asks, customer, notes }) => asks.includes('customer') && !customer && notes !== '',
    ),
  )
}

/**
 * The same for what somebody wrote without saying that it is a line of their log: false, and nothing done, where it
 * does not read as one, or they log nothing. What is asked is no activity, whatever it is about.
 */
export async function logIfActivity(office: Office, actor: Actor, input: LogLineInput): Promise<boolean> {
  const { personId, teamId } = actor
  if (!activityType.access.create.allows(actor, { ownerId: personId, teamId })) return false
  if (input.text.length > longestLine || isQuestion(input.text)) return false
  const { activities } = parseActivityLine(input.text, await readContext(office, actor))
  const isUnderstood = activities.some(
    (a) => a.customer !== undefined || a.kindOptions.length < activityKinds.length,
  )
  if (isUnderstood) await logLine(office, actor, input)
  return isUnderstood
}

const isQuestion = (text: string) =>
  /[?？吗]\s*$|怎么|如何|哪里|哪儿|为什么|(?<!没|没有)什么|多少|^\s*(how|where|what|why|who|when|can|could|do|does)\b/i.test(
    text,
  )

async function readContext(office: Office, actor: Actor): Promise<ActivityLineContext> {
  const customers = await readCustomerNames(office.store, actor)
  return { now: office.clock.now(), zone: actor.zone, customers }
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
