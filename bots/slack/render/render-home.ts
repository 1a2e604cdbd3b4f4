import type { types } from '@slack/bolt'
import type { Button } from '../../../src/forms/card.ts'
import type { Home, HomeItem, HomeSection } from '../../../src/forms/home.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { writePages } from './home-pages.ts'
import { limits } from './limits.ts'
import { paragraph, plain, smallPrint } from './plain-text.ts'
import { renderButton, renderButtons } from './render-card.ts'

export const homeCallback = 'home'

/** "My work" as the App Home. What exceeds Slack's 100 blocks is counted, never dropped silently. */
export function renderHome(home: Home, language: Language): types.HomeView {
  const pages = Object.fromEntries(
    home.sections.flatMap(({ id, pages }) => (pages ? [[id, pages.page]] : [])),
  )
  return {
    type: 'home',
    callback_id: homeCallback,
    private_metadata: writePages(pages),
    blocks: renderHomeBlocks(home, language),
  }
}

export function renderHomeBlocks(home: Home, language: Language): types.KnownBlock[] {
  const parts = home.sections.map((section) => renderSection(section, language))
  const own = parts.reduce((sum, part) => sum + part.head.length + part.foot.length + 1, 1)
  const share = Math.max(0, Math.floor((limits.viewBlocks - own) / Math.max(1, parts.length)))
  // Sections that need less than their share leave the rest to the longer ones.
  const spare = parts.reduce((sum, part) => sum + Math.max(0, share - part.items.flat().length), 0)
  let left = spare
  const blocks = parts.flatMap(({ head, items, foot }) => {
    const kept: types.KnownBlock[][] = []
    let room = share
    for (const item of items) {
      if (item.length > room + left) break
      left -= Math.max(0, item.length - room)
      room = Math.max(0, room - item.length)
      kept.push(item)
    }
    const hidden = items.length - kept.length
    const more = hidden > 0 ? [smallPrint(speak(language)('slack.home.more', { count: hidden }))] : []
    return [...head, ...kept.flat(), ...more, ...foot]
  })
  return [paragraph(home.greeting), ...blocks]
}

interface Part {
  head: types.KnownBlock[]
  items: types.KnownBlock[][]
  foot: types.KnownBlock[]
}

function renderSection(section: HomeSection, language: Language): Part {
  const { id, heading, text, items, pages } = section
  return {
    head: [{ type: 'header', text: plain(heading, limits.header) }, ...(text ? [paragraph(text)] : [])],
    items: items.map((item, index) => renderItem(item, language, `${id}:${index}`)),
    foot: pages && pages.of > 1 ? renderPager(id, pages, language) : [],
  }
}

function renderItem(item: HomeItem, language: Language, at: string): types.KnownBlock[] {
  const { title, detail, buttons = [] } = item
  if (title === undefined) return renderButtons(buttons, language, `${at}:buttons`)
  const text = plain(detail ? `${title}\n${detail}` : title)
  const [only] = buttons
  if (only && buttons.length === 1) {
    return [{ type: 'section', block_id: at, text, accessory: renderButton(only, language) }]
  }
  return [{ type: 'section', block_id: at, text }, ...renderButtons(buttons, language, `${at}:buttons`)]
}

function renderPager(
  of: string,
  pages: { page: number; of: number },
  language: Language,
): types.KnownBlock[] {
  const t = speak(language)
  const turn = (label: string, page: number): Button => ({ label, press: { do: 'page', of, page } })
  const buttons = [
    ...(pages.page > 1 ? [turn(t('slack.home.previous'), pages.page - 1)] : []),
    ...(pages.page < pages.of ? [turn(t('slack.home.next'), pages.page + 1)] : []),
  ]
  return [
    smallPrint(t('slack.home.page', { page: pages.page, of: pages.of })),
    ...renderButtons(buttons, language, `${of}:pages`),
  ]
}
