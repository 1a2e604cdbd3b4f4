import type { App } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { type Command, commandsFor, getCommand } from '../../../src/commands/commands.ts'
import { findCommand } from '../../../src/commands/find-command.ts'
import { leaveOutPatient } from '../../../src/fields/patient-lines.ts'
import type { Button } from '../../../src/forms/card.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { mayFile } from '../../../src/services/records/may-file.ts'
import { type Ask, type Desk, deliveryOf, platform } from '../desk.ts'
import type { LeftOut } from '../receive/shorten-command.ts'
import { unescapeText } from '../receive/unescape-text.ts'
import { richText } from '../render/plain-text.ts'
import { renderHomeBlocks } from '../render/render-home.ts'
import { serve, serveAtOnce } from './serve.ts'
import { type Again, showForm } from './show-form.ts'
import { tellUser } from './tell-user.ts'
import { blocksView, linkView, openView } from './views.ts'

/** Everything is a subcommand of this one; the others are short forms. */
export const mainCommand = '/fieldpost'
export const helpCommand = `${mainCommand} help`
export const shortCommands = ['plan', 'report', 'refer', 'log', 'rank'] as const

export function listenToCommands(app: App, desk: Desk): void {
  app.command(/^\//, async ({ command, ack, context, respond }) => {
    await ack()
    const ask: Ask = {
      userId: command.user_id,
      delivery: deliveryOf(context),
      triggerId: command.trigger_id,
      respond,
    }
    // `should_escape` is on.
    const text = unescapeText(command.text ?? '')
    const leftOut: LeftOut | undefined = command.left_out
    const short = shortCommands.find((id) => command.command === `/${id}`)
    const asked = short ? getCommand(short) : undefined
    if (leftOut) await runShortened(desk, ask, asked, text, leftOut)
    else if (asked) await runShort(desk, ask, asked, text)
    else await runTyped(desk, ask, text)
  })
}

/**
 * More was typed than is of use, and it was not kept. Who began to say who a patient is gets told where that belongs,
 * after the form has opened: its trigger lives three seconds.
 */
async function runShortened(
  desk: Desk,
  ask: Ask,
  asked: Command | undefined,
  text: string,
  leftOut: LeftOut,
): Promise<void> {
  const found = findCommand(text)
  const meant = found.kind === 'command' ? found.command : asked
  const tell = (key: 'slack.notKept' | 'lines.holdsIdentity' | 'lines.holdsPatient') =>
    serve(desk, ask, ({ language }) => tellUser(desk, ask, { text: speak(language)(key) }, language))
  if (meant?.aim.kind === 'log') {
    if (leftOut === 'identity') return tell('lines.holdsIdentity')
    await tell('lines.holdsPatient')
    const line = leaveOutPatient(found.kind === 'command' ? found.rest : text).text.trim()
    return line === '' ? undefined : run(desk, ask, meant, line)
  }
  const isReferral = meant?.id === 'refer'
  if (text === '' && !isReferral)
    await serve(desk, ask, (actor) => tellUnknown(desk, ask, actor, asked ? [asked] : []))
  else if (asked) await runShort(desk, ask, asked, text)
  else await runTyped(desk, ask, text)
  if (isReferral || leftOut !== 'words') await tell('slack.notKept')
}

async function runTyped(desk: Desk, ask: Ask, text: string): Promise<void> {
  const found = findCommand(text)
  if (found.kind === 'command') return run(desk, ask, found.command, found.rest)
  if (found.kind === 'empty') return run(desk, ask, getCommand('help'), '')
  return serve(desk, ask, (actor) => tellUnknown(desk, ask, actor, found.nearest))
}

async function runShort(desk: Desk, ask: Ask, command: Command, text: string): Promise<void> {
  if (text.trim() === '' || command.aim.kind === 'log') {
    // `/log help` asks for help; any other line is a line to be logged.
    const found = findCommand(text)
    const isHelp = found.kind === 'command' && found.command.id === 'help' && found.rest === ''
    return run(desk, ask, isHelp ? found.command : command, text.trim())
  }
  const found = findCommand(text)
  if (found.kind === 'command') return run(desk, ask, found.command, found.rest)
  const nearest = found.kind === 'unknown' ? found.nearest : []
  const offered = [command, ...nearest.filter((each) => each !== command)].slice(0, 3)
  return serve(desk, ask, (actor) => tellUnknown(desk, ask, actor, offered))
}

async function run(desk: Desk, ask: Ask, command: Command, rest: string): Promise<void> {
  const { aim } = command
  const { id: deliveryId } = ask.delivery
  switch (aim.kind) {
    case 'file':
      return openForm(desk, ask, command, aim.type)
    case 'log':
      if (rest === '') return openForm(desk, ask, command, aim.type)
      return serve(desk, ask, (actor) => desk.services.logLine(actor, { text: rest, deliveryId, platform }))
    case 'rank':
      return serve(desk, ask, async (actor) => {
        // First, because the picture takes its time.
        await tellUser(desk, ask, { text: speak(actor.language)('slack.rankComes') }, actor.language)
        await desk.services.postRank(actor, { platform, deliveryId })
      })
    case 'home':
      return serve(desk, ask, (actor) => showHome(desk, ask, actor))
    case 'pages':
      return serve(desk, ask, (actor) => showPages(desk, ask, actor))
    // Every client of Slack's shows cards.
    case 'plain':
    case 'help':
      return serve(desk, ask, (actor) => tellHelp(desk, ask, actor))
  }
}

/** The form opens before it is known who asks. */
function openForm(desk: Desk, ask: Ask, command: Command, type: string): Promise<void> {
  const again: Again = { label: (language) => nameOf(command, language), press: { do: 'file', type } }
  return serveAtOnce(desk, ask, () => showForm(desk, ask, { kind: 'file', type }, again))
}

async function showHome(desk: Desk, ask: Ask, actor: Actor): Promise<void> {
  const { language } = actor
  const home = await desk.services.readHome(actor)
  const blocks = renderHomeBlocks(home, language)
  const opened = await openView(desk, ask, blocksView(blocks, language))
  if (!opened) await tellUser(desk, ask, { text: home.greeting, blocks: blocks.slice(0, 50) }, language)
}

/** In a window of the person's own: whoever has the link comes in as them. */
async function showPages(desk: Desk, ask: Ask, actor: Actor): Promise<void> {
  const { language } = actor
  const t = speak(language)
  const url = await desk.services.issueLink(actor, { purpose: 'login' })
  const text = t('slack.pages.text', { minutes: desk.services.linkMinutes() })
  const label = t('slack.pages.open')
  const opened = await openView(desk, ask, linkView(text, label, url, language))
  if (!opened) await tellUser(desk, ask, { text, buttons: [{ label, url }] }, language)
}

export const nameOf = (command: Command, language: Language) => command.words[language][0]

/** Answers always, in the person's own words; who types the other language is understood as well. */
export async function tellHelp(desk: Desk, ask: Ask, actor: Actor): Promise<void> {
  const { language } = actor
  const t = speak(language)
  const offered = commandsFor((type) => mayFile(actor, type))
  const lines = offered
    .filter(({ aim }) => aim.kind !== 'plain')
    .map((command) => {
      const short = shortCommands.find((id) => id === command.id)
      const words = [nameOf(command, language), ...(short ? [`/${short}`] : [])].join(' · ')
      return { words, says: t(command.says) }
    })
  const blocks = [
    richText([
      { text: `${t('slack.help.intro', { command: mainCommand })}\n` },
      ...lines.flatMap(({ words, says }) => [{ text: `\n${words}  `, bold: true }, { text: says }]),
    ]),
    ...(offered.some(({ aim }) => aim.kind === 'log') ? [richText([{ text: t('slack.help.example') }])] : []),
  ]
  const text = lines.map(({ words, says }) => `${words}  ${says}`).join('\n')
  await tellUser(desk, ask, { text, blocks }, language)
}

async function tellUnknown(
  desk: Desk,
  ask: Ask,
  { language }: Actor,
  nearest: readonly Command[],
): Promise<void> {
  const t = speak(language)
  const names = nearest.map((command) => nameOf(command, language)).join(t('slack.comma'))
  const text = nearest.length > 0 ? t('slack.unknown.near', { names }) : t('slack.unknown.none')
  const buttons: Button[] = nearest.flatMap((command) =>
    'type' in command.aim
      ? [{ label: nameOf(command, language), press: { do: 'file', type: command.aim.type } }]
      : [],
  )
  await tellUser(
    desk,
    ask,
    { text: `${text}\n${t('slack.unknown.help', { command: mainCommand })}`, buttons },
    language,
  )
}
