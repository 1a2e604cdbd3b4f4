import type { Actor } from '../../access/actor.ts'
import { ValidationError } from '../../errors.ts'
import { holdsIdentity } from '../../fields/identity.ts'
import { isPast } from '../../forms/message/is-to-come.ts'
import activityType, { activityKinds } from '../../records/activity/index.ts'
import type { ActivityLineContext } from '../../records/activity/line/activity-line-reading.ts'
import { parseActivityLine } from '../../records/activity/line/parse-activity-line.ts'
import type { Office } from '../office.ts'
import { tell } from '../tell.ts'
import { buildLineCard } from './line-card.ts'
import { keepLineDraft, type LineDraft, type LogLineInput, lineDraftKey } from './line-draft.ts'
import { readActivities, readLineContext } from './line-reading.ts'
import { nameLine } from './name-line.ts'

const longestLine = 3000

/**
 * Reads a line such as "拜访南湾一院骨科 新客户 30分钟" and answers with a card to confirm or correct. What is not sure
 * is asked, never guessed; nothing is saved before the person says yes. Names alone may be what the last card asked for.
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
  if (await nameLine(office, actor, input)) return
  const context = await readLineContext(office, actor)
  const draft: LineDraft = {
    text: input.text,
    platform: input.platform,
    activities: readActivities(input.text, context),
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
  const { activities } = parseActivityLine(input.text, await readLineContext(office, actor))
  const isUnderstood = activities.some(
    (a) => a.customer !== undefined || a.kindOptions.length < activityKinds.length,
  )
  if (isUnderstood) await logLine(office, actor, input)
  return isUnderstood
}

/**
 * The same while a form asks for something, which may be taken for the answer: only where nothing of the line has to
 * be asked and it can hardly be a mere name. Where words are asked for any words may be one, so that it has to say all
 * that a line says and nothing besides. False, and nothing done, otherwise.
 */
export async function logIfSurely(
  office: Office,
  actor: Actor,
  input: LogLineInput,
  asked: 'name' | 'words' | 'value',
): Promise<boolean> {
  const { text } = input
  if (/[\n|｜]/.test(text) || text.length > longestLine) return false
  // 反馈：要样品 belongs to the line before it; what begins with a label is a form's.
  const [told = ''] = text.split(/[:：=＝]/)
  const { activities } = parseActivityLine(told, await readLineContext(office, actor))
  const isSure = activities.every(({ asks, customer, minutes, notes }) => {
    if (asks.length > 0 || !customer) return false
    if (asked === 'words') return minutes !== undefined && notes === ''
    return minutes !== undefined || isPast(told) || (asked === 'value' && customer.id !== undefined)
  })
  return isSure && logIfActivity(office, actor, input)
}

const isQuestion = (text: string) =>
  /[?？吗]\s*$|怎么|如何|哪里|哪儿|为什么|(?<!没|没有)什么|多少|^\s*(how|where|what|why|who|when|can|could|do|does)\b/i.test(
    text,
  )
