import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../errors.ts'
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
}

/** A typed line waiting to be confirmed. */
export interface LineDraft {
  text: string
  activities: LineActivity[]
}

const keyOf = (actor: Actor, draftKey: string) => ({
  personId_formKey: { personId: actor.personId, formKey: draftKey },
})

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

/** @throws NotFound once it has been confirmed or dropped */
export async function getLineDraft(db: Tx, actor: Actor, draftKey: string): Promise<LineDraft> {
  const draft = await db.draft.findUnique({ where: keyOf(actor, draftKey) })
  if (!draft) throw new NotFound('line')
  return draft.values as unknown as LineDraft
}

export async function dropLineDraft(tx: Tx, actor: Actor, draftKey: string): Promise<void> {
  await tx.draft.deleteMany({ where: { personId: actor.personId, formKey: draftKey } })
}
