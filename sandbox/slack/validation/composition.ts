import { isObject, objectsOf } from '../../world/json.ts'
import { arrayOf, boolean, byType, type Check, complain, oneOf, shape, string, withRules } from './checks.ts'

/** Composition objects of Block Kit (docs.slack.dev/reference/block-kit/composition-objects). */

const typeName = (name: string) => oneOf(name)

export function plainText(max: number): Check {
  return byType({
    plain_text: shape({ type: typeName('plain_text'), text: string({ min: 1, max }) }, { emoji: boolean }),
  })
}

export function mrkdwn(max: number): Check {
  return byType({
    mrkdwn: shape({ type: typeName('mrkdwn'), text: string({ min: 1, max }) }, { verbatim: boolean }),
  })
}

export function anyText(max: number): Check {
  return byType({
    plain_text: shape({ type: typeName('plain_text'), text: string({ min: 1, max }) }, { emoji: boolean }),
    mrkdwn: shape({ type: typeName('mrkdwn'), text: string({ min: 1, max }) }, { verbatim: boolean }),
  })
}

/** Option text, value and description: 75, 150 and 75 characters. */
export const plainOption = shape(
  { text: plainText(75), value: string({ min: 1, max: 150 }) },
  { description: plainText(75) },
)

export const richOption = shape(
  { text: anyText(75), value: string({ min: 1, max: 150 }) },
  { description: anyText(75) },
)

export const overflowOption = shape(
  { text: plainText(75), value: string({ min: 1, max: 150 }) },
  { description: plainText(75), url: string({ min: 1, max: 3000 }) },
)

export const optionGroup = shape({
  label: plainText(75),
  options: arrayOf(plainOption, { min: 1, max: 100 }),
})

export const confirm = shape(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
)

export const dispatchConfig = shape(
  {},
  {
    trigger_actions_on: arrayOf(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
  },
)

export const conversationFilter = withRules(
  shape(
    {},
    {
      include: arrayOf(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
      exclude_external_shared_channels: boolean,
      exclude_bot_users: boolean,
    },
  ),
  (value, at, scene) => {
    if (Object.keys(value).length === 0) complain(scene, 'must define at least one property', at)
  },
)

/** An http(s) address. */
export function url(max: number): Check {
  return (value, at, scene) => {
    string({ min: 1, max })(value, at, scene)
    if (typeof value === 'string' && !/^https?:\/\/[^\s]+$/.test(value))
      complain(scene, 'must be a valid URL', at)
  }
}

/** Slack fetches pictures itself, so an address only this machine can reach fails there too. */
export const imageUrl: Check = (value, at, scene) => {
  url(3000)(value, at, scene)
  if (typeof value !== 'string' || !URL.canParse(value)) return
  const host = new URL(value).hostname
  if (/^(localhost|127\.|10\.|192\.168\.|169\.254\.|\[)/.test(host) || !host.includes('.')) {
    complain(scene, 'downloading image failed', at)
  }
}

export const slackFile = withRules(
  shape({}, { id: string({ min: 1 }), url: string({ min: 1 }) }),
  (value, at, scene) => {
    if ((value.id === undefined) === (value.url === undefined))
      complain(scene, 'must define exactly one of id, url', at)
    else if (!scene.hasImageFile(value)) complain(scene, 'invalid slack file', at)
  },
)

/** Two options with one value (or option groups with one) can't be told apart when they come back. */
export function checkDistinctValues(options: unknown, at: string, scene: Parameters<Check>[2]): void {
  const seen = new Set<unknown>()
  for (const option of objectsOf(options)) {
    if (seen.has(option.value)) complain(scene, `duplicate option value: ${String(option.value)}`, at)
    seen.add(option.value)
  }
}

export function optionsOf(element: unknown): unknown[] {
  if (!isObject(element)) return []
  if (Array.isArray(element.options)) return element.options
  return objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options))
}
