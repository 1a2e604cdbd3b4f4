import type { App, types } from '@slack/bolt'
import { z } from 'zod'
import type { Actor } from '../../../src/access/actor.ts'
import type { PressOf } from '../../../src/forms/card.ts'
import { speak } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, deliveryOf, platform } from '../desk.ts'
import { limits } from '../render/limits.ts'
import { paragraph, plain } from '../render/plain-text.ts'
import { helpCommand } from './listen-commands.ts'
import { attempt } from './serve.ts'
import { offerAgain, tellUser } from './tell-user.ts'
import { isWorthRepeating } from './to-reply.ts'
import { openView } from './views.ts'

/** The modal in which an administrator says who an unknown user is. */
const linkCallback = 'link-person'
const personBlock = 'person'
const noteSchema = z.object({ workspace: z.string(), platformUserId: z.string() })

export async function askForPerson(
  desk: Desk,
  ask: Ask,
  actor: Actor,
  press: PressOf<'link-person'>,
  label: () => string,
): Promise<void> {
  const t = speak(actor.language)
  const profile = await desk.profiles.find(press.platformUserId)
  const view: types.ModalView = {
    type: 'modal',
    callback_id: linkCallback,
    title: plain(t('slack.link.title'), limits.viewTitle),
    submit: plain(t('forms.submit'), limits.viewTitle),
    close: plain(t('slack.form.close'), limits.viewTitle),
    private_metadata: JSON.stringify({ workspace: press.workspace, platformUserId: press.platformUserId }),
    blocks: [
      paragraph(t('slack.link.intro', { name: profile?.displayName ?? press.platformUserId })),
      {
        type: 'input',
        block_id: personBlock,
        label: plain(t('slack.link.person')),
        element: {
          type: 'external_select',
          action_id: 'find:person',
          min_query_length: 0,
          placeholder: plain(t('slack.form.find')),
        },
      },
    ],
  }
  const opened = await openView(desk, ask, view)
  if (!opened) await offerAgain(desk, ask, { label, press }, actor.language)
}

export function listenToLinking(app: App, desk: Desk): void {
  app.view({ callback_id: linkCallback, type: 'view_submission' }, async ({ ack, view, body, context }) => {
    const ask: Ask = { userId: body.user.id, delivery: deliveryOf(context) }
    const tried = await attempt(desk, ask, async (meet) => {
      const actor = await meet()
      const { workspace, platformUserId } = noteSchema.parse(JSON.parse(view.private_metadata))
      const personId = view.state.values[personBlock]?.['find:person']?.selected_option?.value ?? ''
      await desk.services.linkPerson(actor, {
        workspace,
        platformUserId,
        personId,
        platform,
        helpWord: helpCommand,
      })
    })
    const { language } = tried
    if (!tried.ok) {
      const { error, text } = tried
      if (isWorthRepeating(error))
        desk.log.error({ deliveryId: ask.delivery.id, err: error }, 'linking failed')
      return ack({ response_action: 'errors', errors: { [personBlock]: text } })
    }
    await ack()
    await tellUser(desk, ask, { text: speak(language)('slack.link.done') }, language)
  })
}
