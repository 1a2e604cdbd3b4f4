import { Converter } from 'opencc-js/t2cn'

/**
 * A text folded for matching, with the way back to what was typed. All indexes are UTF-16 code units.
 * `cased` is `folded` before lower-casing and has the same length, so one index serves both.
 */
export interface FoldedText {
  typed: string
  folded: string
  cased: string
  /** For every folded code unit, where the typed piece that gave it starts and ends. */
  starts: number[]
  ends: number[]
}

/** Folds width (NFKC), traditional to simplified, case and whitespace, so that equal meanings compare equal. */
export function foldText(text: string): string {
  return foldWithOffsets(text).folded
}

export function foldWithOffsets(typed: string): FoldedText {
  return foldUnitwise(typed) ?? foldByClusters(typed)
}

/** Longer texts are cut into lines first by everybody who has to be quick. */
const UNITWISE_AT_MOST = 8192
const places = Array.from({ length: UNITWISE_AT_MOST + 1 }, (_, at) => at)
const casedUnits = new Uint16Array(0x10000)
const foldedUnits = new Uint16Array(0x10000)
const casedLine = new Uint16Array(UNITWISE_AT_MOST)
const foldedLine = new Uint16Array(UNITWISE_AT_MOST)

/**
 * Nearly every line: each unit gives one unit whatever stands around it, so that the offsets are the places
 * themselves. Undefined where a line has a mark, a pair or a run of blanks.
 */
function foldUnitwise(typed: string): FoldedText | undefined {
  const { length } = typed
  if (length > UNITWISE_AT_MOST) return undefined
  let before = 0x20
  for (let at = 0; at < length; at++) {
    const code = typed.charCodeAt(at)
    if (code === 0x20 && before === 0x20) return undefined
    if (casedUnits[code] === 0 && !learnUnit(code)) return undefined
    casedLine[at] = casedUnits[code] ?? 0
    foldedLine[at] = foldedUnits[code] ?? 0
    before = code
  }
  if (before === 0x20 && length > 0) return undefined
  return {
    typed,
    folded: textOf(foldedLine, length),
    cased: textOf(casedLine, length),
    starts: places.slice(0, length),
    ends: places.slice(1, length + 1),
  }
}

const textOf = (units: Uint16Array, length: number): string =>
  String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[])

/** Whether a unit always gives one unit: Chinese, ASCII, a blank, and the punctuation of both widths. */
function learnUnit(code: number): boolean {
  const isDash = code >= 0x2010 && code < 0x2028
  const isPunctuation = isDash || (code > 0x3000 && code < 0x302a) || (code > 0xff00 && code < 0xff5f)
  if (!isPlain(code) && !isPunctuation && code !== 0x20) return false
  const piece = isPunctuation ? foldCluster(String.fromCharCode(code)) : simplify(String.fromCharCode(code))
  const lower = piece.toLowerCase()
  if (piece.length !== 1 || lower.length !== 1 || (/\s/u.test(piece) && code !== 0x20)) return false
  casedUnits[code] = piece.charCodeAt(0)
  foldedUnits[code] = lower.charCodeAt(0)
  return true
}

function foldByClusters(typed: string): FoldedText {
  const starts: number[] = []
  const ends: number[] = []
  let folded = ''
  let cased = ''
  let spaceFrom = -1

  const push = (piece: string, lower: string, from: number, to: number) => {
    folded += lower
    cased += piece
    for (let i = 0; i < lower.length; i++) {
      starts.push(from)
      ends.push(to)
    }
  }

  for (let at = 0; at < typed.length; ) {
    const to = endOfCluster(typed, at)
    if (to === at + 1 && isPlain(typed.charCodeAt(at))) {
      // Nearly every character of every line: no width, no marks, no space.
      if (spaceFrom >= 0 && folded !== '') push(' ', ' ', spaceFrom, at)
      spaceFrom = -1
      const char = typed.charAt(at)
      const plain = isHan(typed.charCodeAt(at)) ? simplify(char) : char
      push(plain, plain.toLowerCase(), at, to)
      at = to
      continue
    }
    const piece = foldCluster(typed.slice(at, to))
    for (const char of piece) {
      if (/\s/u.test(char)) {
        spaceFrom = spaceFrom < 0 ? at : spaceFrom
        continue
      }
      // Whitespace is written when the next visible character comes: runs become one space, edges none.
      if (spaceFrom >= 0 && folded !== '') push(' ', ' ', spaceFrom, at > spaceFrom ? at : to)
      spaceFrom = -1
      const lower = char.toLowerCase()
      if (lower.length === char.length) push(char, lower, at, to)
      else push(lower, lower, at, to)
    }
    at = to
  }
  return { typed, folded, cased, starts, ends }
}

// Zero-width and direction marks carry no meaning for matching and hide words from it.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
// NFKC composes a base with the marks after it, so they are folded together; the half-width kana marks too.
const MARK = /^[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]$/u

function endOfCluster(text: string, at: number): number {
  let end = at + codePointLength(text, at)
  while (end < text.length && text.charCodeAt(end) >= 0x300 && !isHan(text.charCodeAt(end))) {
    const length = codePointLength(text, end)
    if (!MARK.test(text.slice(end, end + length))) break
    end += length
  }
  return end
}

function codePointLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function isPlain(code: number): boolean {
  return isHan(code) || (code > 0x20 && code < 0x7f)
}

function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff
}

function foldCluster(cluster: string): string {
  const plain = cluster.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '')
  let out = ''
  for (const char of plain) out += isHan(char.codePointAt(0) ?? 0) ? simplify(char) : char
  return out
}

// The Hong Kong table contains the plain traditional one. One character at a time, never phrases: the result
// must not depend on neighbours or spaces, and indexes must map back.
const fromTraditional = Converter({ from: 'hk', to: 'cn' })
// Taiwan writes 著 where the mainland writes 着 (看著, 沒見著).
const simplified = new Map<string, string>([['著', '着']])

function simplify(char: string): string {
  const known = simplified.get(char)
  if (known !== undefined) return known
  // Twice, because one rare character (薴) needs two steps and folding has to be idempotent.
  const plain = fromTraditional(fromTraditional(char))
  simplified.set(char, plain)
  return plain
}
