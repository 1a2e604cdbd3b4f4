import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
import { formKey, type LinePlace } from '../../forms/form.ts'
import type { ActivityAsk, LineActivityKind } from '../../records/activity/line/activity-line-reading.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'

/** One activity as far as it is understood. */
export interface LineActivity {
  kind?: LineActivityKind
  kindOptions: LineActivityKind[]
  customerId?: string
  /** Unknown to the file: made a customer when the line is confirmed. */
  newCustomer?: string
  customerTyped?: string
  candidates: string[]
  contact?: string
  minutes?: number
  day?: string
  dayOptions: string[]
  asks: ActivityAsk[]
  notes: string
  /** As many of this kind, whose customers were not said; absent: one. */
  count?: number
  /** Saved already, out of the form it was corrected in. */
  recordId?: string
}

/** What somebody wrote, as a platform delivered it. */
export interface LogLineInput {
  text: string
  deliveryId: string
  platform: string
}

/** A typed line waiting to be confirmed. */
export interface LineDraft {
  text: string
  /** Where it was typed and its card stands. */
  platform: string
  activities: LineActivity[]
  /** Lines of it that became no activity of their own. */
  unread?: string[]
}

/**
 * `activities` with `told` of one of them; of several with one of these. The rest of several stands at the end, so that
 * the others keep their places, by which they are saved once.
 */
export function tellOne(
  activities: readonly LineActivity[],
  activity: LineActivity,
  told: Partial<LineActivity>,
): LineActivity[] {
  const { count = 1, ...one } = activity
  const rest = count > 2 ? [{ ...one, count: count - 1 }] : count === 2 ? [one] : []
  return [...activities.map((each) => (each === activity ? { ...one, ...told } : each)), ...rest]
}

/** Where what is typed into an activity's form is kept. */
const correctionKey = formKey({ kind: 'file', type: 'activity' })

const keyOf = (actor: Actor, draftKey: string) => ({
  personId_formKey: { personId: actor.personId, formKey: draftKey },
})

/** An activity of a line is one record, by the card or by the form that corrects it. */
export const lineSubmissionKey = ({ draftKey, index }: LinePlace): string => `${draftKey}:${index}`

export const lineDraftKey = (deliveryId: string): string => `line:${deliveryId}`

export async function keepLineDraft(
  office: Office,
  tx: Tx,
  actor: Actor,
  draftKey: string,
  draft: LineDraft,
): Promise<void> {
  // A copy through JSON: what is stored must not hold `undefined`.
  const data = { values: JSON.parse(JSON.stringify(draft)), updatedAt: office.clock.now() }
  await tx.draft.upsert({
    where: keyOf(actor, draftKey),
    create: { personId: actor.personId, formKey: draftKey, ...data },
    update: data,
  })
}

export async function findLineDraft(db: Tx, actor: Actor, draftKey: string): Promise<LineDraft | undefined> {
  const draft = await db.draft.findUnique({ where: keyOf(actor, draftKey) })
  return draft ? (draft.values as unknown as LineDraft) : undefined
}

/** The line that somebody typed, or answered, last; undefined where none is under way since then. */
export async function findLastLine(
  db: Tx,
  { personId }: Actor,
  since: Date,
): Promise<{ draftKey: string; draft: LineDraft; updatedAt: Date } | undefined> {
  const last = await db.draft.findFirst({
    where: { personId, formKey: { startsWith: lineDraftKey('') }, updatedAt: { gte: since } },
    orderBy: { updatedAt: 'desc' },
  })
  return last
    ? { draftKey: last.formKey, draft: last.values as unknown as LineDraft, updatedAt: last.updatedAt }
    : undefined
}

/** @throws NotFound once it has been confirmed or dropped */
export async function getLineDraft(db: Tx, actor: Actor, draftKey: string): Promise<LineDraft> {
  const draft = await findLineDraft(db, actor, draftKey)
  if (!draft) throw new NotFound('line')
  return draft
}

/** The line is settled; a form in which it was being corrected goes with it. */
export async function dropLineDraft(tx: Tx, actor: Actor, draftKey: string): Promise<void> {
  const { personId } = actor
  await tx.draft.deleteMany({ where: { personId, formKey: draftKey } })
  const form = await tx.draft.findUnique({ where: keyOf(actor, correctionKey) })
  const purpose = (form?.values as { purpose?: { line?: LinePlace } } | undefined)?.purpose
  if (purpose?.line?.draftKey === draftKey)
    await tx.draft.deleteMany({ where: { personId, formKey: correctionKey } })
}
