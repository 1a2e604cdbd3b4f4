import type { App, types, ViewStateValue } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { NotFound } from '../../../src/errors.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { isWorthRepeating } from '../../../src/services/say-failure.ts'
import { type Ask, type Desk, deliveryOf } from '../desk.ts'
import { limits } from '../render/limits.ts'
import { paragraph, plain } from '../render/plain-text.ts'
import { attempt } from './serve.ts'
import { offerAgain, tellUser } from './tell-user.ts'
import { closing, openView } from './views.ts'

/** What a modal asks that is no record's form: one thing. */
export interface Question {
  title: string
  intro?: string
  label: string
  element: types.InputBlock['element']
  /** What the answer is about; comes back with it. */
  note: Readonly<Record<string, string>>
}

const answerBlock = 'answer'

export async function askOne(
  desk: Desk,
  ask: Ask,
  callback: string,
  { title, intro, label, element, note }: Question,
  language: Language,
  again: Parameters<typeof offerAgain>[2],
): Promise<void> {
  const t = speak(language)
  const view: types.ModalView = {
    type: 'modal',
    callback_id: callback,
    title: plain(title, limits.viewTitle),
    submit: plain(t('forms.submit'), limits.viewTitle),
    close: plain(t('slack.form.close'), limits.viewTitle),
    private_metadata: JSON.stringify(note),
    blocks: [
      ...(intro === undefined ? [] : [paragraph(intro)]),
      { type: 'input', block_id: answerBlock, label: plain(label), element },
    ],
  }
  const opened = await openView(desk, ask, view)
  if (!opened) await offerAgain(desk, ask, again, language)
}

/** Takes what was answered; what is wrong with it stands beside the question. */
export function listenToAnswer(
  app: App,
  desk: Desk,
  callback: string,
  take: (actor: Actor, note: unknown, answer: ViewStateValue) => Promise<void>,
  done?: (language: Language) => string,
): void {
  app.view({ callback_id: callback, type: 'view_submission' }, async ({ ack, view, body, context }) => {
    const ask: Ask = { userId: body.user.id, delivery: deliveryOf(context) }
    const tried = await attempt(desk, ask, async (meet) => {
      const [answer] = Object.values(view.state.values[answerBlock] ?? {})
      if (!answer) throw new NotFound('answer')
      await take(await meet(), JSON.parse(view.private_metadata), answer)
    })
    if (!tried.ok) {
      const { error, text } = tried
      if (isWorthRepeating(error))
        desk.log.error({ deliveryId: ask.delivery.id, callback, err: error }, 'an answer was not taken')
      return ack({ response_action: 'errors', errors: { [answerBlock]: text } })
    }
    await ack(closing(view))
    if (done) await tellUser(desk, ask, { text: done(tried.language) }, tried.language)
  })
}
