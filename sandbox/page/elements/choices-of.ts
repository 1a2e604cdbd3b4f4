import type { Conversation, Person } from '../control/control-shapes.ts'
import type { BlockElement, OptionGroup, OptionObject, StateValue } from '../control/slack-shapes.ts'
import type { Choice } from '../parts/choice.ts'
import { plainText } from '../text/slack-text.tsx'

/** What a select may offer besides its own options. */
interface Directory {
  people: Person[]
  conversations: Conversation[]
}

function choiceOf(option: OptionObject, group?: string): Choice {
  return {
    value: option.value ?? plainText(option.text),
    label: plainText(option.text),
    description: option.description && plainText(option.description),
    group,
  }
}

export function choicesIn(
  options: OptionObject[] | undefined,
  groups: OptionGroup[] | null | undefined,
): Choice[] {
  if (groups)
    return groups.flatMap((group) => group.options.map((each) => choiceOf(each, plainText(group.label))))
  return (options ?? []).map((each) => choiceOf(each))
}

/** The list a select opens with; external ones begin empty. */
export function offeredBy(element: BlockElement, directory: Directory): Choice[] {
  const { type } = element
  if (type.endsWith('users_select')) {
    return directory.people
      .filter((person) => !person.deleted)
      .map((person) => ({
        value: person.id,
        label: person.real_name,
        description: person.title || undefined,
      }))
  }
  if (type.endsWith('conversations_select')) return directory.conversations.map(conversationChoice)
  if (type.endsWith('channels_select')) {
    return directory.conversations.filter(({ kind }) => kind === 'public').map(conversationChoice)
  }
  if (type.endsWith('external_select')) return []
  return choicesIn(element.options, element.option_groups)
}

function conversationChoice(conversation: Conversation): Choice {
  return { value: conversation.id, label: conversation.title, description: conversation.topic || undefined }
}

/** What is chosen: as the workspace reports it, else as the app began with. */
export function chosenIn(
  element: BlockElement,
  state: StateValue | undefined,
  directory: Directory,
): Choice[] {
  const options = state
    ? [...(state.selected_options ?? []), ...(state.selected_option ? [state.selected_option] : [])]
    : [...(element.initial_options ?? []), ...(element.initial_option ? [element.initial_option] : [])]
  const ids = state
    ? [
        ...(state.selected_users ?? state.selected_conversations ?? state.selected_channels ?? []),
        state.selected_user ?? state.selected_conversation ?? state.selected_channel,
      ]
    : [
        ...(element.initial_users ?? element.initial_conversations ?? element.initial_channels ?? []),
        element.initial_user ?? element.initial_conversation ?? element.initial_channel,
      ]
  const known = offeredBy(element, directory)
  const named = ids.filter((id) => typeof id === 'string').map((id) => nameOf(id, known))
  return [...options.map((option) => choiceOf(option)), ...named]
}

function nameOf(id: string, known: Choice[]): Choice {
  return known.find((choice) => choice.value === id) ?? { value: id, label: id }
}
