import type { Actor } from '../../access/actor.ts'
import type { LinePlace } from '../../forms/form.ts'
import type { Office } from '../office.ts'
import { tell } from '../tell.ts'
import { buildLineCard } from './line-card.ts'
import { dropLineDraft, findLineDraft, keepLineDraft, tellOne } from './line-draft.ts'
import { buildSavedCard } from './saved-card.ts'

/**
 * An activity of a typed line was corrected in a form and is saved as `recordId`: the line's card says so and offers
 * only what is left, so that a later "confirm" does not save it a second time.
 */
export async function finishLine(
  office: Office,
  actor: Actor,
  { draftKey, index }: LinePlace,
  recordId: string,
): Promise<void> {
  await office.store.transaction(async (tx) => {
    const draft = await findLineDraft(tx, actor, draftKey)
    const corrected = draft?.activities[index]
    if (!corrected) return
    const activities = tellOne(draft.activities, corrected, { recordId })
    const left = { ...draft, activities }
    const isDone = activities.every((a) => a.recordId !== undefined)
    if (isDone) await dropLineDraft(tx, actor, draftKey)
    else await keepLineDraft(office, tx, actor, draftKey, left)
    await tell(office, tx, {
      platform: draft.platform,
      to: actor,
      slotKey: draftKey,
      dedupeKey: `${draftKey}:${index}:corrected`,
      card: isDone
        ? await buildSavedCard(
            office,
            actor,
            tx,
            activities.flatMap((a) => a.recordId ?? []),
          )
        : await buildLineCard(tx, actor, draftKey, left),
    })
  })
}
