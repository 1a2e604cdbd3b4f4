import type { types } from '@slack/bolt'
import type { Button, Press } from '../../../src/forms/card.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import type { Ask, Desk } from '../desk.ts'
import { limits } from '../render/limits.ts'
import { fallbackText, paragraph } from '../render/plain-text.ts'
import { renderButtons } from '../render/render-card.ts'
import { calling } from '../send/slack-error.ts'

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
