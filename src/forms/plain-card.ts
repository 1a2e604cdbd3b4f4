import { type Language, speak } from '../i18n/translate.ts'
import type { Button, Card, Press } from './card.ts'
import { markLines } from './mark-lines.ts'

export type PressButton = Button & { press: Press }

export const pressesOf = ({ buttons = [] }: Card): PressButton[] =>
  buttons.filter((button): button is PressButton => 'press' in button)

/** The card for a client that shows none: what could be pressed is listed with the code to type instead. */
export function toPlainCard(card: Card, codes: readonly number[], language: Language): Card {
  const presses = pressesOf(card)
  if (presses.length === 0) return card
  const t = speak(language)
  const codeAt = (at: number) => `#${codes[at]}`
  const { card: marked, unmarked } = markLines(
    card,
    presses.map(({ line }, at) => ({ line, mark: `${codeAt(at)} ` })),
  )
  const lines = unmarked.map((at) =>
    t('chat.typeCode', { code: codeAt(at), label: presses[at]?.label ?? '' }),
  )
  const example = presses.findIndex((_, at) => !unmarked.includes(at))
  const how = example < 0 ? [] : [t('chat.typeCodes', { code: codeAt(example) })]
  return {
    ...marked,
    sections: [...(marked.sections ?? []), { text: [...how, ...lines].join('\n') }],
    buttons: (card.buttons ?? []).filter((button) => 'url' in button),
  }
}
