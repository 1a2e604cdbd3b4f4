import type { JsonObject } from '../../world/json.ts'
import type { XmlNode } from '../xml.ts'

/** In XML a list is the same element again and again: which elements are lists must be known. */
const LISTS = new Set([
  'HorizontalContentList',
  'JumpList',
  'VerticalContentList',
  'ButtonList',
  'SelectList',
  'OptionList',
  'ActionList',
])
const NUMBERS = new Set(['Type', 'Style', 'DescColor', 'Mode', 'AspectRatio'])
const BOOLEANS = new Set(['Disable', 'IsChecked'])
/** Names whose words WeCom joins otherwise than the rest. */
const ODD_NAMES: Record<string, string> = { CheckBox: 'checkbox', Checkbox: 'checkbox', KeyName: 'keyname' }

/** A TemplateCard of a passive reply in the form in which message/send takes it. */
export function cardFromXml(node: XmlNode): JsonObject {
  const card: JsonObject = {}
  for (const child of node.children) {
    const name = ODD_NAMES[child.name] ?? toSnakeCase(child.name)
    if (LISTS.has(child.name)) {
      const before = card[name]
      card[name] = [...(Array.isArray(before) ? before : []), cardFromXml(child)]
    } else card[name] = readValue(child)
  }
  return card
}

function readValue(node: XmlNode): unknown {
  if (node.children.length > 0) return cardFromXml(node)
  if (NUMBERS.has(node.name)) return Number(node.text)
  if (BOOLEANS.has(node.name)) return node.text === 'true'
  return node.text
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
}
