import { type Block, isObject, type JsonObject, objectsOf } from '../../world/json.ts'
import { SlackError } from '../slack-error.ts'
import { checkBlocks } from './blocks.ts'
import { anything, boolean, type Check, complain, oneOf, type Scene, shape, string } from './checks.ts'
import { plainText } from './composition.ts'
import { decodeNested, newScene } from './messages.ts'
import { elementsOfBlock, normalizeBlocks } from './normalize.ts'

export interface ViewContent {
  type: 'modal' | 'home'
  title?: JsonObject
  submit: JsonObject | null
  close: JsonObject | null
  blocks: Block[]
  private_metadata: string
  callback_id: string
  external_id: string
  clear_on_close: boolean
  notify_on_close: boolean
  usesFiles: boolean
}

const MOST_VIEW_BYTES = 250_000

const common: Record<string, Check> = {
  private_metadata: string({ max: 3000 }),
  callback_id: string({ max: 255 }),
  external_id: string({ max: 255 }),
}

const modal = shape(
  { type: oneOf('modal'), title: plainText(24), blocks: anything },
  {
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: boolean,
    notify_on_close: boolean,
    ...common,
  },
)
const home = shape({ type: oneOf('home'), blocks: anything }, common)

/**
 * A view as the app sent it, checked and completed.
 * @param surface which kind the method takes
 * @throws SlackError invalid_arguments with a JSON pointer for each problem, view_too_large
 */
export function readView(
  raw: unknown,
  surface: 'modal' | 'home',
  hasImageFile: Scene['hasImageFile'],
): ViewContent {
  const view = decodeNested(raw)
  if (!isObject(view)) {
    const problem =
      raw === undefined
        ? 'missing required field: view [json-pointer:]'
        : 'must provide an object [json-pointer:/view]'
    throw new SlackError('invalid_arguments', { messages: [problem] })
  }
  const scene = newScene(surface, hasImageFile)
  ;(surface === 'modal' ? modal : home)(view, '/view', scene)
  if (view.blocks !== undefined) checkBlocks(view.blocks, '/view/blocks', scene)
  const inputs = objectsOf(view.blocks).filter((block) => block.type === 'input')
  if (surface === 'modal' && inputs.length > 0 && !isObject(view.submit)) {
    complain(scene, 'must define `submit` to use an `input` block in modals', '/view')
  }
  if (scene.problems.length > 0) throw new SlackError('invalid_arguments', { messages: scene.problems })
  if (Buffer.byteLength(JSON.stringify(view)) > MOST_VIEW_BYTES) throw new SlackError('view_too_large')
  const blocks = normalizeBlocks(objectsOf(view.blocks))
  return {
    type: surface,
    ...(isObject(view.title) ? { title: filled(view.title) } : {}),
    submit: isObject(view.submit) ? filled(view.submit) : null,
    close: isObject(view.close) ? filled(view.close) : null,
    blocks,
    private_metadata: String(view.private_metadata ?? ''),
    callback_id: String(view.callback_id ?? ''),
    external_id: String(view.external_id ?? ''),
    clear_on_close: view.clear_on_close === true,
    notify_on_close: view.notify_on_close === true,
    usesFiles: blocks.some((block) => elementsOfBlock(block).some((each) => each.type === 'file_input')),
  }
}

function filled(text: JsonObject): JsonObject {
  return { emoji: true, ...text }
}
