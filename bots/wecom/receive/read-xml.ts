import { Parser } from 'htmlparser2'

/** Texts of the children of `<xml>` by their names. Children with children of their own have none. */
export type XmlRecord = Readonly<Record<string, string>>

/** Far deeper than WeCom goes. */
const maxDepth = 8

/**
 * WeCom's XML; undefined for what is none, declares entities, is nested too deep or says something twice. Numbers stay
 * strings: MsgId and userid exceed what a number holds. Entities stay as they are written: WeCom uses CDATA.
 */
export function parseXml(source: string): XmlRecord | undefined {
  const texts = new Map<string, string>()
  const open: string[] = []
  let roots = 0
  let isWrong = false
  let isLeaf = false
  let text = ''
  const parser = new Parser(
    {
      onopentag: (name) => {
        if (open.length === 0) roots += 1
        open.push(name)
        text = ''
        isLeaf = true
        if (open.length > maxDepth || open[0] !== 'xml') isWrong = true
      },
      ontext: (piece) => {
        text += piece
      },
      onclosetag: (name, isImplied) => {
        // An empty tag closes itself; whatever else is closed by what comes after it was left open.
        if (isImplied && !(isLeaf && text === '')) isWrong = true
        if (open.length === 2 && isLeaf) {
          if (texts.has(name)) isWrong = true
          texts.set(name, text)
        }
        open.pop()
        // What encloses this has no text of its own.
        isLeaf = false
      },
      onprocessinginstruction: (name) => {
        if (name.startsWith('!')) isWrong = true
      },
    },
    { xmlMode: true, decodeEntities: false },
  )
  parser.end(source)
  return isWrong || roots !== 1 || texts.size === 0 ? undefined : Object.fromEntries(texts)
}
