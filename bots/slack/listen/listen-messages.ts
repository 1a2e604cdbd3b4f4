import type { App } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { findCommand } from '../../../src/commands/find-command.ts'
import type { Button } from '../../../src/forms/card.ts'
import { speak } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, deliveryOf, platform } from '../desk.ts'
import { isForUs } from '../receive/delivery-id.ts'
import { helpCommand, nameOf, tellHelp } from './listen-commands.ts'
import { serve } from './serve.ts'
import { tellUser } from './tell-user.ts'
import { unescapeText } from './unescape-text.ts'

/** What people write to the bot without a command: a line of their log, or something that wants a kind answer. */
export function listenToMessages(app: App, desk: Desk): void {
  app.event('message', async ({ event, context }) => {
    if (!isForUs(event) || !('user' in event) || event.user === undefined) return
    const ask: Ask = { userId: event.user, delivery: deliveryOf(context) }
    const text = unescapeText(('text' in event ? event.text : undefined) ?? '').trim()
    await serve(desk, ask, (actor) => answer(desk, ask, actor, text))
  })
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
