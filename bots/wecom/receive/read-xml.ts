import { XMLParser } from 'fast-xml-parser'

/** The children of `<xml>` by their names; a child with children of its own is a record again. */
export type XmlValue = string | XmlRecord | readonly (string | XmlRecord)[]
export interface XmlRecord {
  readonly [name: string]: XmlValue
}

/**
 * Numbers stay strings: MsgId and userid exceed what a number holds. Entities stay as they are written: WeCom uses
 * CDATA, and an entity that grows is an attack.
 */
const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  trimValues: false,
  isArray: (name) => name === 'SelectedItem' || name === 'OptionId',
})

/** Far deeper than WeCom goes. */
const maxDepth = 8
const tooDeep = new RegExp(`(?:<[^/!?][^>]*>[^<]*){${maxDepth + 1}}`)

/** WeCom's XML as plain records of strings; undefined for what is none, or declares entities, or is nested too deep. */
export function parseXml(text: string): XmlRecord | undefined {
  // What people typed stands in CDATA and may look like anything.
  const marks = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(marks) || tooDeep.test(marks)) return undefined
  try {
    const { xml } = parser.parse(text, true) as { xml?: unknown }
    return typeof xml === 'object' && xml !== null && !Array.isArray(xml) ? (xml as XmlRecord) : undefined
  } catch {
    return undefined
  }
}

/** The texts among the children; for envelopes, which have nothing else. */
export function readXml(text: string): Readonly<Record<string, string | undefined>> {
  const entries = Object.entries(parseXml(text) ?? {})
  return Object.fromEntries(entries.filter((each): each is [string, string] => typeof each[1] === 'string'))
}
