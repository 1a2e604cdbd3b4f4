import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/**
 * What a browser sends when the form is submitted by its first button: the HTML is parsed by the standard's own
 * algorithm, the controls are gathered as "constructing the entry list" says, and line ends become CR LF.
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 */
export function sendForm(html: string, changes: Readonly<Record<string, string>> = {}): URLSearchParams {
  const form = findElement(
    parse(html),
    (element) => element.tagName === 'form' && attribute(element, 'class') === 'answers',
  )
  if (!form) throw new Error('no form on the page')
  const entries: [string, string][] = []
  gather(form, entries)
  const body = new URLSearchParams(entries.map(([name, value]) => [name, value.replace(/\r\n?|\n/g, '\r\n')]))
  for (const [name, value] of Object.entries(changes)) body.set(name, value)
  // As it goes over the wire and comes out at the other end.
  return new URLSearchParams(body.toString())
}

function gather(node: Node, entries: [string, string][]): void {
  if (!('childNodes' in node)) return
  for (const child of node.childNodes) {
    if ('tagName' in child) gatherControl(child, entries)
    // The content of a template is no part of the page; parse5 keeps it apart.
    gather(child, entries)
  }
}

function gatherControl(element: Element, entries: [string, string][]): void {
  const name = attribute(element, 'name')
  if (!name || attribute(element, 'disabled') !== undefined) return
  if (element.tagName === 'textarea') entries.push([name, textOf(element)])
  if (element.tagName === 'select') {
    const options = findAll(element, 'option')
    const chosen = options.find((option) => attribute(option, 'selected') !== undefined) ?? options[0]
    if (chosen) entries.push([name, attribute(chosen, 'value') ?? textOf(chosen)])
  }
  if (element.tagName !== 'input') return
  const type = attribute(element, 'type') ?? 'text'
  const value = attribute(element, 'value') ?? ''
  if (type === 'checkbox' || type === 'radio') {
    if (attribute(element, 'checked') !== undefined) entries.push([name, value])
  } else {
    entries.push([name, sanitise(type, value)])
  }
}

/** What a browser makes of a value that a control of this type cannot hold. */
function sanitise(type: string, value: string): string {
  if (type === 'date') return /^\d{4,}-\d{2}-\d{2}$/.test(value) ? value : ''
  if (type === 'time') return /^\d{2}:\d{2}$/.test(value) ? value : ''
  return type === 'text' ? value.replace(/[\r\n]/g, '') : value
}

const attribute = (element: Element, name: string) => element.attrs.find((a) => a.name === name)?.value

const textOf = (element: Element): string =>
  element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')

function findAll(node: Node, tagName: string): Element[] {
  if (!('childNodes' in node)) return []
  return node.childNodes.flatMap((child) => [
    ...('tagName' in child && child.tagName === tagName ? [child] : []),
    ...findAll(child, tagName),
  ])
}

function findElement(node: Node, is: (element: Element) => boolean): Element | undefined {
  if ('tagName' in node && is(node)) return node
  if (!('childNodes' in node)) return undefined
  for (const child of node.childNodes) {
    const found = findElement(child, is)
    if (found) return found
  }
  return undefined
}
