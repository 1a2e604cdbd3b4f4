import type { Actor } from '../access/actor.ts'
import { type Command, commands, commandsFor } from '../commands/commands.ts'
import type { Button, Card, PressOf } from '../forms/card.ts'
import type { FormWanted } from '../forms/form.ts'
import type { Home } from '../forms/home.ts'
import { type Language, speak } from '../i18n/translate.ts'
import { filingId } from '../services/home/filing-section.ts'
import { readHome } from '../services/home/read-home.ts'
import { aimPath } from '../services/links/aim-path.ts'
import { checkAim, issueLink, linkMinutes } from '../services/links/issue-link.ts'
import type { LinkAim } from '../services/links/link-aim.ts'
import { askWhichOf } from '../services/questions.ts'
import { mayFile } from '../services/records/may-file.ts'
import type { Chat } from './chat.ts'

/** A page: by an address that logs in whoever opens it, or by a link that is good once. */
export async function linkCard(chat: Chat, actor: Actor, aim: LinkAim, title: string): Promise<Card> {
  const { office, addressOf } = chat
  const t = speak(actor.language)
  const label = t(`chat.open.${aim.purpose}`)
  if (addressOf) {
    await checkAim(office, actor, aim)
    return {
      title,
      buttons: [{ label, url: addressOf(aimPath(aim)), tone: 'primary' }],
      footer: t('chat.linkLogin'),
    }
  }
  const url = await issueLink(office, actor, aim)
  return {
    title,
    buttons: [{ label, url, tone: 'primary' }],
    footer: t('chat.linkOnce', { minutes: linkMinutes(office) }),
  }
}

/** One's own pages; where they log in by themselves, also a link for a browser that is not the platform's. */
export async function pagesCard(chat: Chat, actor: Actor): Promise<Card> {
  const t = speak(actor.language)
  const aim = { purpose: 'login' } as const
  const card = await linkCard(chat, actor, aim, t('chat.pages'))
  if (!chat.addressOf) return card
  const outside = { label: t('chat.openElsewhere'), url: await issueLink(chat.office, actor, aim) }
  return {
    ...card,
    buttons: [...(card.buttons ?? []), outside],
    footer: t('chat.linkElsewhere', { minutes: linkMinutes(chat.office) }),
  }
}

/** A form, as the page that it is filled in on. */
export function formCard(chat: Chat, actor: Actor, wanted: FormWanted, title: string): Promise<Card> {
  const aim: LinkAim =
    wanted.kind === 'file'
      ? {
          purpose: 'file',
          type: wanted.type,
          ...(wanted.periodKey === undefined ? {} : { periodKey: wanted.periodKey }),
        }
      : { purpose: 'fill', recordId: wanted.recordId, action: wanted.action }
  return linkCard(chat, actor, aim, title)
}

export const nameOf = (command: Command, language: Language): string => command.words[language][0]

/** What a person may do; before it is known who asks, everything there is. */
export function helpCard(reader: Actor | Pick<Actor, 'language'>): Card {
  const { language } = reader
  const t = speak(language)
  const offered = 'grants' in reader ? commandsFor((type) => mayFile(reader, type)) : commands
  const lines = offered.map((command) =>
    t('chat.helpLine', { word: nameOf(command, language), says: t(command.says) }),
  )
  const mayLog = offered.some(({ aim }) => aim.kind === 'log')
  return {
    title: t('chat.help'),
    sections: [
      { text: lines.join('\n') },
      { text: t('chat.helpOpen') },
      ...(mayLog ? [{ text: t('chat.helpExample') }] : []),
    ],
  }
}

/**
 * "My work" as one card; the rest stands on the pages, and what can be begun is a word to be sent. Its lines can be
 * opened by their numbers as long as nothing else is asked.
 */
export async function homeCard(
  { office, platform }: Chat,
  actor: Actor,
  turned?: PressOf<'page'>,
): Promise<Card> {
  const home = await readHome(office, actor, turned ? { pages: { [turned.of]: turned.page } } : {})
  const t = speak(actor.language)
  const shown = home.sections.filter(({ id }) => (turned ? id === turned.of : id !== filingId))
  const items = shown.flatMap((section) =>
    section.items.flatMap(({ title, buttons: own = [] }) =>
      own.map((button) => (title === undefined ? button : nameButton(button, title))),
    ),
  )
  // Lines first: cards number them in this order, and what leads on from one of them has no line.
  const buttons = [
    ...items.filter(({ line }) => line !== undefined),
    ...items.filter(({ line }) => line === undefined),
    ...shown.flatMap((section) => moreOf(section, actor.language)),
  ]
  const presses = buttons.flatMap((button) => ('press' in button ? button.press : []))
  await askWhichOf(office, actor, platform, presses)
  const names = filingWords(home, actor.language).join(t('chat.comma'))
  return {
    title: turned ? (shown[0]?.heading ?? home.greeting) : home.greeting,
    sections: shown.map((section) => toSection(section, turned !== undefined)),
    ask: t('chat.openWhich'),
    buttons,
    ...(turned || names === '' ? {} : { footer: t('chat.newByWord', { names }) }),
  }
}

/** The words that begin what the actor may file. */
function filingWords({ sections }: Home, language: Language): string[] {
  const items = sections.find(({ id }) => id === filingId)?.items ?? []
  const types = items.flatMap(({ buttons = [] }) =>
    buttons.flatMap((button) => ('press' in button && button.press.do === 'file' ? button.press.type : [])),
  )
  return commands.flatMap((command) =>
    'type' in command.aim && types.includes(command.aim.type) ? nameOf(command, language) : [],
  )
}

function moreOf({ id, heading, pages }: Home['sections'][number], language: Language): Button[] {
  if (!pages || pages.page >= pages.of) return []
  const label = speak(language)('chat.more', { heading })
  return [{ label, press: { do: 'page', of: id, page: pages.page + 1 } }]
}

/** A line an item; the one with a button is named by it, the others are only told. */
const toSection = ({ heading, text, items }: Home['sections'][number], isAlone: boolean) => ({
  ...(isAlone ? {} : { heading }),
  text: [
    ...(text === undefined ? [] : [text]),
    ...items.flatMap(({ title, detail, buttons = [] }) =>
      title === undefined
        ? []
        : [buttons.length > 0 ? title : `· ${title}`, ...(detail === undefined ? [] : [`  ${detail}`])],
    ),
  ].join('\n'),
})

/** Beside one another buttons no longer stand at their lines. */
const nameButton = (button: Button, title: string): Button => ({
  ...button,
  label: `${button.label} ${title}`,
  line: title,
})
