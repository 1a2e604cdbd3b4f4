import type { Card } from '../../../src/forms/card.ts'
import { markLines } from '../../../src/forms/mark-lines.ts'
import { type PressButton, pressesOf } from '../../../src/forms/plain-card.ts'
import { limits, widthOf } from './limits.ts'

export interface NamedButton {
  button: PressButton
  /** What stands on it. */
  name: string
  /** The number that it has in the words; absent where its name says all. */
  number?: number
}

export interface NumberedCard {
  card: Card
  presses: NamedButton[]
}

/**
 * The buttons with names that they have room for. One that is about a line of the words, or whose name is too long,
 * begins with a number, and the number stands in the words at the line, or with the whole name below them.
 */
export function numberButtons(card: Card): NumberedCard {
  const buttons = pressesOf(card)
  const isLong = buttons.some(({ label, line }) => line === undefined && widthOf(label) > limits.buttonWidth)
  let last = 0
  const presses = buttons.map((button): NamedButton => {
    const { label, short = label, line } = button
    if (!isLong && line === undefined) return { button, name: label }
    last += 1
    return { button, name: fitButton(`${last} ${short}`), number: last }
  })
  const listed = presses.flatMap(({ button, number }) => (number === undefined ? [] : [{ button, number }]))
  const { card: marked, unmarked } = markLines(
    card,
    listed.map(({ button, number }) => ({ line: button.line, mark: `${number}. ` })),
  )
  const legend = unmarked.flatMap((at) => {
    const each = listed[at]
    return each ? [`${each.number}. ${each.button.label}`] : []
  })
  if (legend.length === 0) return { card: marked, presses }
  return { card: { ...marked, sections: [...(marked.sections ?? []), { text: legend.join('\n') }] }, presses }
}

function fitButton(label: string): string {
  if (widthOf(label) <= limits.buttonWidth) return label
  const letters = [...label]
  while (widthOf(`${letters.join('')}…`) > limits.buttonWidth) letters.pop()
  return `${letters.join('')}…`
}
