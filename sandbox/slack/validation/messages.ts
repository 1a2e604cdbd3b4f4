import { type Block, isObject, type JsonObject, objectsOf, parseJson, stringsIn } from '../../world/json.ts'
import { SlackError } from '../slack-error.ts'
import type { MessageMetadata } from '../workspace/model.ts'
import { checkBlocks } from './blocks.ts'
import type { Scene } from './checks.ts'
import { normalizeBlocks } from './normalize.ts'

export interface MessageContent {
  text: string
  blocks?: Block[]
  attachments?: JsonObject[]
  metadata?: MessageMetadata
}

export interface RawContent {
  text?: unknown
  blocks?: unknown
  attachments?: unknown
  metadata?: unknown
}

/** 4,000 is Slack's advice for `text` (and the hard limit of chat.update); longer texts are cut in clients. */
const MOST_TEXT = 4000
/** All text of a message's blocks together; beyond it Slack answers msg_blocks_too_long. */
const MOST_BLOCK_TEXT = 13_200
const MOST_METADATA = 8000

/**
 * A message as the app sent it, checked and completed.
 * @throws SlackError invalid_blocks_format, invalid_blocks, msg_too_long, msg_blocks_too_long, no_text,
 *   invalid_attachments, invalid_metadata_format, metadata_too_large
 */
export function readMessage(raw: RawContent, hasImageFile: Scene['hasImageFile']): MessageContent {
  if (raw.text !== undefined && typeof raw.text !== 'string') throw new SlackError('invalid_arguments')
  const text = raw.text ?? ''
  const blocks = readBlocks(raw.blocks, hasImageFile)
  const attachments = readAttachments(raw.attachments, hasImageFile)
  if (text.length > MOST_TEXT) throw new SlackError('msg_too_long')
  if (text.trim() === '' && blocks.length === 0 && attachments.length === 0) throw new SlackError('no_text')
  const content: MessageContent = { text }
  if (blocks.length > 0) content.blocks = blocks
  if (attachments.length > 0) content.attachments = attachments
  const metadata = readMetadata(raw.metadata)
  if (metadata) content.metadata = metadata
  return content
}

/** Form posts carry JSON inside a string. */
export function decodeNested(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const parsed = parseJson(value)
  return parsed.ok ? parsed.value : undefined
}

function readBlocks(raw: unknown, hasImageFile: Scene['hasImageFile']): Block[] {
  if (raw === undefined || raw === null || raw === '') return []
  const blocks = decodeNested(raw)
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format')
  const scene = newScene('message', hasImageFile)
  checkBlocks(blocks, '/blocks', scene)
  if (scene.problems.length > 0) throw new SlackError('invalid_blocks', { messages: scene.problems })
  let characters = 0
  for (const text of stringsIn(blocks.map(textOnly))) characters += text.length
  if (characters > MOST_BLOCK_TEXT) throw new SlackError('msg_blocks_too_long')
  return normalizeBlocks(objectsOf(blocks))
}

/** Drops ids and values, which do not count as text. */
function textOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textOnly)
  if (!isObject(value)) return undefined
  const own = typeof value.text === 'string' ? [value.text] : []
  return [
    ...own,
    ...Object.values(value).map((each) => (typeof each === 'string' ? undefined : textOnly(each))),
  ]
}

function readAttachments(raw: unknown, hasImageFile: Scene['hasImageFile']): JsonObject[] {
  if (raw === undefined || raw === null || raw === '') return []
  const attachments = decodeNested(raw)
  if (!Array.isArray(attachments) || !attachments.every(isObject) || attachments.length > 100) {
    throw new SlackError('invalid_attachments')
  }
  return attachments.map((attachment) => {
    if (attachment.blocks === undefined) {
      if (typeof attachment.text !== 'string' && typeof attachment.fallback !== 'string') {
        throw new SlackError('invalid_attachments')
      }
      return attachment
    }
    return { ...attachment, blocks: readBlocks(attachment.blocks, hasImageFile) }
  })
}

function readMetadata(raw: unknown): MessageMetadata | null {
  if (raw === undefined || raw === null || raw === '') return null
  const value = decodeNested(raw)
  if (!isObject(value) || typeof value.event_type !== 'string' || value.event_type === '') {
    throw new SlackError('invalid_metadata_format')
  }
  if (!isObject(value.event_payload)) throw new SlackError('invalid_metadata_format')
  if (Object.keys(value).some((key) => key !== 'event_type' && key !== 'event_payload')) {
    throw new SlackError('invalid_metadata_schema')
  }
  if (JSON.stringify(value).length > MOST_METADATA) throw new SlackError('metadata_too_large')
  return { event_type: value.event_type, event_payload: value.event_payload }
}

export function newScene(surface: Scene['surface'], hasImageFile: Scene['hasImageFile']): Scene {
  return { surface, problems: [], blockIds: new Set(), focused: 0, hasImageFile, parent: '' }
}
