import type { Actor } from '../access/actor.ts'
import { type Command, commands } from '../commands/commands.ts'
import type { Button, Card, PressOf } from '../forms/card.ts'
import type { FormWanted } from '../forms/form.ts'
import type { Home } from '../forms/home.ts'
import { type Language, speak } from '../i18n/translate.ts'
import { readHome } from '../services/home/read-home.ts'
import { issueLink, linkMinutes } from '../services/links/issue-link.ts'
import type { LinkAim } from '../services/links/link-aim.ts'
import type { Chat } from './chat.ts'

/** A page, opened by whoever presses the button; the link is good once. */
export async function linkCard({ office }: Chat, actor: Actor, aim: LinkAim, title: string): Promise<Card> {
  const t = speak(actor.language)
  const url = await issueLink(office, actor, aim)
  return {
    title,
    buttons: [{ label: t(`chat.open.${aim.purpose}`), url, tone: 'primary' }],
    footer: t('chat.linkOnce', { minutes: linkMinutes(office) }),
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

export function helpCard({ language }: Actor): Card {
  const t = speak(language)
  const lines = commands.map((command) => `${nameOf(command, language)}  ${t(command.says)}`)
  return {
    title: t('chat.help'),
    sections: [{ text: lines.join('\n') }, { text: t('chat.helpExample') }],
  }
}

/** "My work" as one card; the rest stands on the pages. */
export async function homeCard({ office }: Chat, actor: Actor, turned?: PressOf<'page'>): Promise<Card> {
  const home = await readHome(office, actor, turned ? { pages: { [turned.of]: turned.page } } : {})
  const shown = turned ? home.sections.filter(({ id }) => id === turned.of) : home.sections
  return {
    title: home.greeting,
    sections: shown.map(toSection),
    buttons: shown.flatMap((section) => [
      ...section.items.flatMap(({ title, buttons = [] }) =>
        buttons.map((button) =>
          title === undefined ? button : { ...button, label: nameButton(button.label, title) },
        ),
      ),
      ...moreOf(section, actor.language),
    ]),
  }
}

function moreOf({ id, heading, pages }: Home['sections'][number], language: Language): Button[] {
  if (!pages || pages.page >= pages.of) return []
  const label = speak(language)('chat.more', { heading })
  return [{ label, press: { do: 'page', of: id, page: pages.page + 1 } }]
}

const toSection = ({ heading, text, items }: Home['sections'][number]) => ({
  heading,
  text: [
    ...(text === undefined ? [] : [text]),
    ...items.flatMap(({ title, detail }) =>
      title === undefined ? [] : [`· ${title}${detail === undefined ? '' : `\n  ${detail}`}`],
    ),
  ].join('\n'),
})

/** Beside one another buttons no longer stand at their lines. */
const nameButton = (label: string, title: string) => `${label} ${title}`
