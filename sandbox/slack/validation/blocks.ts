import { isObject, objectsOf, stringOf } from '../../world/json.ts'
import {
  arrayOf,
  boolean,
  byType,
  type Check,
  complain,
  oneOf,
  type Scene,
  type Surface,
  shape,
  string,
  withRules,
} from './checks.ts'
import { anyText, mrkdwn, plainText } from './composition.ts'
import {
  checkDataTable,
  checkTable,
  dataTableFields,
  dataVisualizationFields,
  tableFields,
} from './data-blocks.ts'
import { checkActionIds } from './element-rules.ts'
import { button, contextText, elementsNamed, image } from './elements.ts'
import { richTextFields } from './rich-text.ts'

/** Blocks, their limits and the surfaces they may stand on (docs.slack.dev/reference/block-kit/blocks). */

const SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
]
const MULTI_SELECTS = SELECTS.map((name) => `multi_${name}`)
const PICKERS = ['checkboxes', 'radio_buttons', 'datepicker', 'timepicker']

const accessory = byType(
  elementsNamed('button', 'image', 'overflow', 'workflow_button', ...PICKERS, ...SELECTS, ...MULTI_SELECTS),
)
const actionsElement = byType(
  elementsNamed(
    'button',
    'overflow',
    'workflow_button',
    'datetimepicker',
    ...PICKERS,
    ...SELECTS,
    ...MULTI_SELECTS,
  ),
)
const inputElement = byType(
  elementsNamed(
    'plain_text_input',
    'email_text_input',
    'url_text_input',
    'number_input',
    'rich_text_input',
    'file_input',
    'datetimepicker',
    ...PICKERS,
    ...SELECTS,
    ...MULTI_SELECTS,
  ),
)

function block(type: string, required: Record<string, Check>, optional: Record<string, Check> = {}): Check {
  const check = shape({ type: oneOf(type), ...required }, { block_id: string({ max: 255 }), ...optional })
  return withRules(check, (value, at, scene) => {
    const id = value.block_id
    if (typeof id !== 'string' || id === '') return
    if (scene.blockIds.has(id)) complain(scene, `\`block_id\` ${id} already exists`, `${at}/block_id`)
    scene.blockIds.add(id)
  })
}

/** Lets the elements know in which block they stand. */
function inside(parent: string, check: Check): Check {
  return (value, at, scene) => {
    const outer = scene.parent
    scene.parent = parent
    check(value, at, scene)
    scene.parent = outer
  }
}

const section = withRules(
  block(
    'section',
    {},
    {
      text: anyText(3000),
      fields: arrayOf(anyText(2000), { min: 1, max: 10 }),
      accessory: inside('section', accessory),
      expand: boolean,
    },
  ),
  (value, at, scene) => {
    if (value.text === undefined && value.fields === undefined) {
      complain(scene, 'must define either `text` or `fields`', at)
    }
  },
)

const actions = withRules(
  block('actions', { elements: arrayOf(inside('actions', actionsElement), { min: 1, max: 25 }) }),
  (value, at, scene) => checkActionIds(value.elements, `${at}/elements`, scene),
)

const contextElement: Check = (value, at, scene) => {
  if (isObject(value) && value.type === 'image') return image(value, at, scene)
  return contextText(value, at, scene)
}

const imageBlock: Check = (value, at, scene) => {
  const fields = isObject(value) ? value : {}
  const { title, block_id: _blockId, ...rest } = fields
  block(
    'image',
    {},
    { title: plainText(2000), alt_text: string(), image_url: string(), slack_file: () => undefined },
  )(value, at, scene)
  image(rest, at, scene)
}

const card = block(
  'card',
  {},
  {
    hero_image: image,
    icon: image,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: arrayOf(button, { min: 1, max: 25 }),
  },
)

const header = block('header', { text: plainText(150) })
const divider = block('divider', {})
const context = block('context', { elements: arrayOf(contextElement, { min: 1, max: 10 }) })
const richTextBlock = block('rich_text', richTextFields)
const dataVisualization = block('data_visualization', dataVisualizationFields)
const input = block(
  'input',
  { label: plainText(2000), element: inside('input', inputElement) },
  { hint: plainText(2000), optional: boolean, dispatch_action: boolean },
)

const EVERYWHERE: Record<string, Check> = {
  section,
  actions,
  header,
  divider,
  context,
  input,
  image: imageBlock,
  rich_text: richTextBlock,
}

const BLOCKS: Record<Surface, Check> = {
  message: byType({
    ...EVERYWHERE,
    markdown: block('markdown', { text: string({ min: 1, max: 12_000 }) }),
    table: withRules(block('table', tableFields.required, tableFields.optional), checkTable),
    data_table: withRules(
      block('data_table', dataTableFields.required, dataTableFields.optional),
      checkDataTable,
    ),
    card,
    carousel: block('carousel', { elements: arrayOf(byType({ card }), { min: 1, max: 10 }) }),
    context_actions: block('context_actions', {
      elements: arrayOf(byType(elementsNamed('feedback_buttons', 'icon_button')), { min: 1, max: 5 }),
    }),
    data_visualization: dataVisualization,
  }),
  home: byType({ ...EVERYWHERE, data_visualization: dataVisualization }),
  modal: byType({
    ...EVERYWHERE,
    alert: block(
      'alert',
      { text: anyText(200) },
      { level: oneOf('default', 'info', 'warning', 'error', 'success') },
    ),
  }),
}

const MOST_BLOCKS: Record<Surface, number> = { message: 50, modal: 100, home: 100 }

/** Notes every problem of a list of blocks in `scene.problems`, with Slack's JSON pointers. */
export function checkBlocks(blocks: unknown, at: string, scene: Scene): void {
  arrayOf(BLOCKS[scene.surface], { max: MOST_BLOCKS[scene.surface] })(blocks, at, scene)
  if (scene.focused > 1) complain(scene, 'only one element can have focus_on_load', at)
  const mostOf = (type: string, most: number) => {
    const count = objectsOf(blocks).filter((each) => each.type === type).length
    if (count > most) complain(scene, `no more than ${most} ${type} block(s) allowed`, at)
  }
  mostOf('table', 1)
  mostOf('data_visualization', 2)
  const markdown = objectsOf(blocks).filter((each) => each.type === 'markdown')
  if (markdown.reduce((sum, each) => sum + stringOf(each.text).length, 0) > 12_000) {
    complain(scene, 'markdown blocks must be less than 12001 characters together', at)
  }
}
