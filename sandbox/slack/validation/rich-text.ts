import { arrayOf, boolean, byType, type Check, integer, number, oneOf, shape, string } from './checks.ts'

/** The rich_text block and its elements (docs.slack.dev/reference/block-kit/blocks/rich-text-block). */

const style = shape(
  {},
  {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
)

function inline(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  return shape({ type: oneOf(type), ...required }, { style, ...optional })
}

const inlineElement = byType({
  text: inline('text', { text: string({ min: 1 }) }),
  link: inline('link', { url: string({ min: 1, max: 3000 }) }, { text: string(), unsafe: boolean }),
  emoji: inline('emoji', { name: string({ min: 1 }) }, { unicode: string(), url: string() }),
  user: inline('user', { user_id: string({ min: 1 }) }),
  usergroup: inline('usergroup', { usergroup_id: string({ min: 1 }) }),
  channel: inline('channel', { channel_id: string({ min: 1 }) }),
  team: inline('team', { team_id: string({ min: 1 }) }),
  broadcast: inline('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  color: inline('color', { value: string({ min: 1 }) }),
  date: inline(
    'date',
    { timestamp: number, format: string({ min: 1 }) },
    { url: string(), fallback: string() },
  ),
})

const section = shape({ type: oneOf('rich_text_section'), elements: arrayOf(inlineElement) })
const border = integer(0, 1)

const richTextElement = byType({
  rich_text_section: section,
  rich_text_list: shape(
    {
      type: oneOf('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: arrayOf(byType({ rich_text_section: section }), { min: 1 }),
    },
    { indent: integer(0, 8), offset: integer(0, 1_000_000), border },
  ),
  rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: arrayOf(inlineElement) }, { border }),
  rich_text_preformatted: shape(
    { type: oneOf('rich_text_preformatted'), elements: arrayOf(inlineElement) },
    { border, language: string() },
  ),
})

/** The fields of a rich_text block, without its block_id. */
export const richTextFields = { type: oneOf('rich_text'), elements: arrayOf(richTextElement, { min: 1 }) }

export const richText = shape(richTextFields, { block_id: string({ max: 255 }) })
