import type { Actor } from '../../../src/access/actor.ts'
import type { Language } from '../../../src/i18n/translate.ts'
import { isWorthRepeating, sayFailure } from '../../../src/services/say-failure.ts'
import { type Ask, type Desk, getActor, guessLanguage } from '../desk.ts'
import { tellUser } from './tell-user.ts'

/** What came of a piece of work, and in which language to say so. `text` is for the person. */
type Tried<Result> = { language: Language } & (
  | { ok: true; value: Result }
  | { ok: false; error: unknown; text: string }
)

/** Works for whoever asks. `meet` finds out who that is; some work must begin before that is known. */
export async function attempt<Result>(
  desk: Desk,
  ask: Ask,
  work: (meet: () => Promise<Actor>) => Promise<Result>,
): Promise<Tried<Result>> {
  let language = guessLanguage(desk, ask.userId)
  const meet = async () => {
    const actor = await getActor(desk, ask.userId)
    language = actor.language
    return actor
  }
  try {
    const value = await work(meet)
    return { ok: true, value, language }
  } catch (error) {
    if (!isWorthRepeating(error)) desk.log.info({ deliveryId: ask.delivery.id, err: error }, 'refused')
    return { ok: false, error, text: sayFailure(error, language, ask.delivery.id), language }
  }
}

/**
 * Serves one delivery for whoever sent it. What goes wrong is told; what may succeed later is thrown as well, so that
 * the inbox keeps the delivery, and told only the first time.
 */
export function serve(desk: Desk, ask: Ask, work: (actor: Actor) => Promise<void>): Promise<void> {
  return serveAtOnce(desk, ask, async (meet) => work(await meet()))
}

/** The same for what must begin before it is known who asks. */
export async function serveAtOnce(
  desk: Desk,
  ask: Ask,
  work: (meet: () => Promise<Actor>) => Promise<void>,
): Promise<void> {
  const tried = await attempt(desk, ask, work)
  if (tried.ok) return
  const { error, text, language } = tried
  const isRepeated = isWorthRepeating(error)
  if (!(isRepeated && ask.delivery.isReplay)) {
    await tellUser(desk, ask, { text }, language).catch((failure) => {
      desk.log.warn({ err: failure, userId: ask.userId }, 'a failure could not be told')
    })
  }
  if (isRepeated) throw error
}
