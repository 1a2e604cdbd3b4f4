import type { PressButton } from '../../../src/forms/plain-card.ts'
import { leaveKey, writeConfirmedKey } from './button-key.ts'
import { limits } from './limits.ts'
import { cut, splitTitle } from './split-title.ts'

/** Asks whether a press is really meant. @param code with which the card that was pressed may be changed */
export function confirmCard(
  question: string,
  button: PressButton,
  leave: string,
  code = '',
): Record<string, unknown> {
  const { head, rest } = splitTitle(question)
  return {
    card_type: 'button_interaction',
    main_title: { title: head },
    ...(rest ? { sub_title_text: cut(rest, limits.subtitleChars) } : {}),
    task_id: crypto.randomUUID(),
    button_list: [
      { text: button.label, style: 1, key: writeConfirmedKey(button.press, code) },
      { text: leave, style: 2, key: leaveKey },
    ],
  }
}
