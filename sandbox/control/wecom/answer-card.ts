import { type Pressable, pressablesOf, type Question, questionsOf } from '../../wecom/corp/cards.ts'
import type { CardState, ChatMessage } from '../../wecom/corp/model.ts'
import { ControlError } from '../control-error.ts'

/** @throws ControlError not_a_card */
export function getCard(message: ChatMessage): CardState {
  if (!message.card) throw new ControlError(409, 'not_a_card', 'this message has nothing to press')
  return message.card
}

/** What a phone still shows that has not been told of the update. */
export function staleCard(state: CardState): CardState {
  return { ...state, card: state.original, replacedBy: null }
}

/** @param target key, label, or part of a label; @throws ControlError no_such_target, ambiguous_target */
export function findPressable(state: CardState, target: string): Pressable {
  const all = pressablesOf(state.card, state.replacedBy)
  const exact = all.filter(({ key, label }) => key === target || label === target)
  const found = exact.length > 0 ? exact : all.filter(({ label }) => label.includes(target))
  const [first, ...others] = found
  const details = { available: all.map(({ label, key }) => ({ label, key })), replacedBy: state.replacedBy }
  if (!first)
    throw new ControlError(404, 'no_such_target', `nothing on the card is called ${target}`, details)
  if (others.length > 0) throw new ControlError(409, 'ambiguous_target', `${target} fits several`, details)
  return first
}

/**
 * Chooses on a card; nothing is sent before the button.
 * @param target question key or title; '' for the only question
 * @param wanted option ids or texts
 */
export function choose(state: CardState, target: string, wanted: string[]): void {
  const question = findQuestion(state, target)
  if (question.isDisabled) throw new ControlError(409, 'is_disabled', `${question.key} cannot be changed`)
  if (wanted.length !== 1 && !question.isMultiple) {
    throw new ControlError(400, 'bad_value', `${question.key} takes exactly one option`)
  }
  state.choices[question.key] = wanted.map((each) => findOption(question, each))
}

/** Everything that must be chosen before a submit button can be pressed. */
export function requireAnswers(state: CardState): void {
  const open = questionsOf(state.card).find(({ key }) => (state.choices[key] ?? []).length === 0)
  if (open) throw new ControlError(409, 'nothing_chosen', `nothing is chosen for ${open.title || open.key}`)
}

function findQuestion(state: CardState, target: string): Question {
  const all = questionsOf(state.card)
  const found = all.filter(({ key, title }) => target === '' || key === target || title === target)
  const [first, ...others] = found
  if (first && others.length === 0) return first
  const details = { available: all.map(({ key, title }) => ({ key, title })) }
  throw new ControlError(
    404,
    'no_such_target',
    `no single question is called ${JSON.stringify(target)}`,
    details,
  )
}

function findOption(question: Question, wanted: string): string {
  const option = question.options.find(({ id, text }) => id === wanted || text === wanted)
  if (option) return option.id
  throw new ControlError(404, 'no_such_option', `${question.key} has no option ${wanted}`, {
    available: question.options,
  })
}
