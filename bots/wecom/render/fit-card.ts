import type { Card } from '../../../src/forms/card.ts'
import { joinLabel } from '../../../src/i18n/join-label.ts'
import { limits, widthOf } from './limits.ts'
import { cut, splitTitle } from './split-title.ts'

export interface FittedCard {
  /** Whether all of it is there. */
  fits: boolean
  shown: Record<string, unknown>
}

/** A card without its buttons, as far as WeCom's has room for it. */
export function fitCard(card: Card): FittedCard {
  const { head, rest: titleRest } = splitTitle(card.title)
  const facts = (card.facts ?? []).filter(
    ({ label, value }) => widthOf(label) <= limits.factNameWidth && value.length <= limits.factValueChars,
  )
  const placed = facts.slice(0, limits.facts)
  const rest = [
    ...(titleRest ? [titleRest] : []),
    ...(card.sections ?? []).map(({ heading, text }) => (heading ? joinHeading(heading, text) : text)),
    ...(card.facts ?? [])
      .filter((fact) => !placed.includes(fact))
      .map(({ label, value }) => joinLabel(label, value)),
    ...(card.footer ? [card.footer] : []),
  ].join('\n')
  const badge = card.badge?.text ?? ''
  return {
    fits: badge.length <= limits.descriptionChars && rest.length <= limits.subtitleChars && !card.picture,
    shown: {
      main_title: {
        // The state stands right below: what a colon announces is further down.
        title: badge ? head.replace(/[：:]$/, '') : head,
        ...(badge ? { desc: cut(badge, limits.descriptionChars) } : {}),
      },
      ...(rest ? { sub_title_text: cut(rest, limits.subtitleChars) } : {}),
      ...(placed.length > 0
        ? { horizontal_content_list: placed.map(({ label, value }) => ({ keyname: label, value })) }
        : {}),
    },
  }
}

const joinHeading = (heading: string, text: string) =>
  text.includes('\n') ? `${heading}\n${text}` : joinLabel(heading, text)
