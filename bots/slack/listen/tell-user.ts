import type { types } from '@slack/bolt'
import type { Button, Press } from '../../../src/forms/card.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import type { Ask, Desk } from '../desk.ts'
import { getActor, guessLanguage } from '../desk.ts'
import { limits } from '../render/limits.ts'
import { fallbackText, paragraph } from '../render/plain-text.ts'
import { renderButtons } from '../render/render-card.ts'
import { calling } from '../send/slack-error.ts'
import { isWorthRepeating, toReply } from './to-reply.ts'

export interface Note {
  text: string
  buttons?: readonly Button[]
  /** In place of `text`, which is then only the fallback. */
  blocks?: types.KnownBlock[]
}

/** Answers a person where they asked, seen by them alone; by DM where that is not possible any more. */
export async function tellUser(desk: Desk, ask: Ask, note: Note, language: Language): Promise<void> {
  const content = {
    text: fallbackText(note.text, limits.messageText),
    blocks: note.blocks ?? [paragraph(note.text), ...renderButtons(note.buttons ?? [], language)],
  }
  if (ask.respond && !ask.delivery.isReplay) {
    try {
      await ask.respond({ response_type: 'ephemeral', replace_original: false, ...content })
      return
    } catch (error) {
      desk.log.info({ err: error }, 'a response_url did not take an answer')
    }
  }
  const channel = await desk.channels.resolve({ kind: 'person', platformUserId: ask.userId })
  await calling(desk.clients.quick.chat.postMessage({ channel, ...content }))
}

/** For what came too late to open a window: a button that does it again, with a fresh trigger. */
export function offerAgain(
  desk: Desk,
  ask: Ask,
  again: { label(language: Language): string; press: Press },
  language: Language,
): Promise<void> {
  const text = speak(language)('slack.tooLate')
  const quietly = { ...ask }
  delete quietly.respond
  return tellUser(
    desk,
    quietly,
    { text, buttons: [{ label: again.label(language), press: again.press, tone: 'primary' }] },
    language,
  )
}

type Actor = Awaited<ReturnType<typeof getActor>>

/**
 * Serves one delivery for whoever sent it. What goes wrong is told; what may succeed later is thrown as well, so that
 * the inbox keeps the delivery, and told only the first time.
 */
export async function serve(desk: Desk, ask: Ask, work: (actor: Actor) => Promise<void>): Promise<void> {
  let language = guessLanguage(desk, ask.userId)
  try {
    const actor = await getActor(desk, ask.userId)
    language = actor.language
    await work(actor)
  } catch (error) {
    const isRepeated = isWorthRepeating(error)
    if (!(isRepeated && ask.delivery.isReplay)) {
      const text = toReply(error, language, ask.delivery.id)
      await tellUser(desk, ask, { text }, language).catch((failure) => {
        desk.log.warn({ err: failure, userId: ask.userId }, 'a failure could not be told')
      })
    }
    if (isRepeated) throw error
    desk.log.info({ deliveryId: ask.delivery.id, err: error }, 'refused')
  }
}
