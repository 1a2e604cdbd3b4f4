import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Actor } from '../../../src/access/actor.ts'
import type { PressOf } from '../../../src/forms/card.ts'
import { speak } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, platform } from '../desk.ts'
import { plain } from '../render/plain-text.ts'
import { askOne, listenToAnswer } from './ask-one.ts'
import { helpCommand } from './listen-commands.ts'

/** The modal in which an administrator says who an unknown user is. */
const callback = 'link-person'
const noteSchema = z.object({ platform: z.string(), workspace: z.string(), platformUserId: z.string() })

export async function askForPerson(
  desk: Desk,
  ask: Ask,
  actor: Actor,
  press: PressOf<'link-person'>,
  label: () => string,
): Promise<void> {
  const { language } = actor
  const t = speak(language)
  const { workspace, platformUserId } = press
  const profile = press.platform === platform ? await desk.profiles.find(platformUserId) : undefined
  const name = profile?.displayName ?? platformUserId
  const person = await desk.services.findLinked(actor, press)
  const question = {
    title: t('slack.link.title'),
    intro:
      person === undefined ? t('slack.link.intro', { name }) : t('slack.link.introLinked', { name, person }),
    label: t('slack.link.person'),
    element: {
      type: 'external_select',
      action_id: 'find:person',
      min_query_length: 0,
      placeholder: plain(t('slack.form.find')),
    } as const,
    note: { platform: press.platform, workspace, platformUserId },
  }
  return askOne(desk, ask, callback, question, language, { label, press })
}

export function listenToLinking(app: App, desk: Desk): void {
  listenToAnswer(
    app,
    desk,
    callback,
    async (actor, note, { selected_option }) => {
      const personId = selected_option?.value ?? ''
      const user = noteSchema.parse(note)
      const help = user.platform === platform ? { helpWord: helpCommand } : {}
      await desk.services.linkPerson(actor, { ...user, personId, ...help })
    },
    (language) => speak(language)('slack.link.done'),
  )
}
