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
  /** Saved already, out of the form it was corrected in. */
  recordId?: string
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
