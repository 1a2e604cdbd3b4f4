/** Strings travel in CDATA, numbers bare, arrays as repeated elements. */
export type XmlFields = { [name: string]: XmlValue }
type XmlValue = string | number | bigint | XmlFields | XmlValue[]

export interface XmlNode {
  name: string
  /** text directly inside, entities resolved */
  text: string
  children: XmlNode[]
}

/** XML that is not the plain elements, text and CDATA that WeCom speaks. */
export class XmlError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'XmlError'
  }
}

export function writeXml(fields: XmlFields): string {
  return writeElement('xml', fields)
}

function writeElement(name: string, value: XmlValue): string {
  if (Array.isArray(value)) return value.map((each) => writeElement(name, each)).join('')
  if (typeof value === 'object') {
    const inside = Object.entries(value).map(([key, field]) => writeElement(key, field))
    return `<${name}>${inside.join('')}</${name}>`
  }
  return `<${name}>${typeof value === 'string' ? writeCdata(value) : value}</${name}>`
}

function writeCdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>|([^<]+)/y
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Reads one document. Declarations, attributes, comments and processing instructions are refused. @throws XmlError */
export function parseXml(source: string): XmlNode {
  const top: XmlNode = { name: '', text: '', children: [] }
  const open = [top]
  const text = source.trim()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(text)
    const inner = open.at(-1)
    if (!token || !inner) throw new XmlError(`cannot read ${JSON.stringify(text.slice(at, at + 30))}`)
    const [, cdata, slash, name, selfClosing, words] = token
    if (cdata !== undefined) inner.text += cdata
    else if (words !== undefined) inner.text += resolveEntities(words)
    else if (slash) {
      if (open.length === 1 || inner.name !== name) throw new XmlError(`</${name}> closes nothing`)
      open.pop()
    } else {
      const node: XmlNode = { name: name ?? '', text: '', children: [] }
      inner.children.push(node)
      if (!selfClosing) open.push(node)
    }
  }
  const [root, ...others] = top.children
  if (open.length > 1) throw new XmlError(`<${open.at(-1)?.name}> is never closed`)
  if (!root || others.length > 0 || top.text.trim() !== '') throw new XmlError('not one element')
  return root
}

function resolveEntities(text: string): string {
  return text.replaceAll(/&([^;&\s]*);?/g, (whole, name: string) => {
    const code = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name)
    if (code) return fromCode(Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10))
    const found = whole.endsWith(';') ? ENTITIES[name] : undefined
    if (found === undefined) throw new XmlError(`unknown entity ${whole}`)
    return found
  })
}

function fromCode(code: number): string {
  if (code > 0x10ffff) throw new XmlError(`no character has the number ${code}`)
  return String.fromCodePoint(code)
}

/** The text of a direct child, or '' when it is missing. */
export function childText(node: XmlNode, name: string): string {
  return node.children.find((child) => child.name === name)?.text ?? ''
}
