import type { App } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { findCommand } from '../../../src/commands/find-command.ts'
import { leaveOutPatient } from '../../../src/fields/patient-lines.ts'
import type { Button } from '../../../src/forms/card.ts'
import { type MessageKey, speak } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, deliveryOf, platform } from '../desk.ts'
import { unescapeText } from '../receive/unescape-text.ts'
import { helpCommand, nameOf, tellHelp } from './listen-commands.ts'
import { serve } from './serve.ts'
import { tellUser } from './tell-user.ts'

/** What people write to the bot without a command: a line of their log, or something that wants a kind answer. */
export function listenToMessages(app: App, desk: Desk): void {
  app.event('message', async ({ event, context }) => {
    if (!('user' in event) || event.user === undefined) return
    const ask: Ask = { userId: event.user, delivery: deliveryOf(context) }
    const text = unescapeText(('text' in event ? event.text : undefined) ?? '').trim()
    const isRefused = 'left_out' in event
    await serve(desk, ask, (actor) =>
      isRefused ? tell(desk, ask, actor, 'lines.holdsIdentity') : answerOpen(desk, ask, actor, text),
    )
  })
}

const tell = (desk: Desk, ask: Ask, { language }: Actor, key: MessageKey) =>
  tellUser(desk, ask, { text: speak(language)(key) }, language)

/** Who a patient is was not kept: what else was written is read without it. */
async function answerOpen(desk: Desk, ask: Ask, actor: Actor, typed: string): Promise<void> {
  const { text, isLeftOut } = leaveOutPatient(typed)
  if (isLeftOut) await tell(desk, ask, actor, 'lines.holdsPatient')
  if (isLeftOut && text.trim() === '') return
  await answer(desk, ask, actor, text)
}

async function answer(desk: Desk, ask: Ask, actor: Actor, text: string): Promise<void> {
  const { language } = actor
  const found = findCommand(text)
  const command = found.kind === 'command' ? found.command : undefined
  const rest = found.kind === 'command' ? found.rest : text
  const line = command?.aim.kind === 'log' ? rest : text
  const isCommand = command !== undefined && rest === ''
  const given = { text: line, deliveryId: ask.delivery.id, platform }
  if (!isCommand && (await desk.services.logIfActivity(actor, given))) return
  if (isCommand && command.aim.kind === 'help') return tellHelp(desk, ask, actor)
  const buttons: Button[] =
    isCommand && 'type' in command.aim
      ? [{ label: nameOf(command, language), press: { do: 'file', type: command.aim.type } }]
      : []
  await tellUser(
    desk,
    ask,
    { text: speak(language)('slack.chat', { command: helpCommand }), buttons },
    language,
  )
}
