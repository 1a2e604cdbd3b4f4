import type { FontFace } from './font-face.ts'

// U+3013, the geta mark: what typesetters put where a character is missing from the case.
export const MISSING_MARK = '〓'
const ELLIPSIS = '…'

// Emoji, with the flags' letters and the skin tones.
const PICTOGRAPHS = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/gu
// Bidi controls, joiners, variation selectors, the box around keycaps, unassigned characters.
const INVISIBLE = /\p{Cf}|\p{Cn}|\p{Variation_Selector}|\u{20E3}/gu
const BLANKS = /[\p{Cc}\p{Z}]+/gu

/**
 * The text as the font can draw it: emoji and invisible characters dropped, styled letters brought back to
 * plain ones, a run of anything else the font lacks replaced by one 〓, so that no empty box is ever drawn.
 * Never empty unless the text was blank.
 */
export function toDrawable(text: string, face: FontFace): string {
  // ™ and ↔ count as pictographs too, but the font has them as plain characters: those stay.
  const kept = text.normalize('NFC').replace(PICTOGRAPHS, (mark) => (isKnown(mark, face) ? mark : ''))
  const visible = kept.replace(INVISIBLE, '').replace(BLANKS, ' ')
  let drawable = ''
  for (const character of visible) {
    const known = toKnown(character, face)
    if (known !== MISSING_MARK || !drawable.endsWith(MISSING_MARK)) drawable += known
  }
  // The font draws a middle dot as wide as a Chinese character: with blanks around it a line falls apart.
  drawable = drawable.replace(/ {2,}/g, ' ').replace(/ ?· ?/g, '·').trim()
  return drawable === '' && text.trim() !== '' ? MISSING_MARK : drawable
}

/** Width in points at a font size in points. */
export function measureText(text: string, sizePt: number, face: FontFace): number {
  let em = 0
  for (const character of text) em += face.widthEm(character.codePointAt(0) ?? 0)
  return em * sizePt
}

/** The text, or as much of it as fits with an ellipsis. */
export function cutText(text: string, widthPt: number, sizePt: number, face: FontFace): string {
  if (measureText(text, sizePt, face) <= widthPt) return text
  const roomPt = widthPt - measureText(ELLIPSIS, sizePt, face)
  let kept = ''
  let usedPt = 0
  for (const character of text) {
    usedPt += measureText(character, sizePt, face)
    if (usedPt > roomPt) break
    kept += character
  }
  return kept.trimEnd() + ELLIPSIS
}

/** Lines no wider than `widthPt`, broken between words or Chinese characters; the last one is cut. */
export function wrapText(
  text: string,
  widthPt: number,
  sizePt: number,
  face: FontFace,
  maxLines: number,
): string[] {
  const lines: string[] = []
  let rest = text
  while (rest !== '' && lines.length < maxLines - 1 && measureText(rest, sizePt, face) > widthPt) {
    const end = findBreak(rest, widthPt, sizePt, face)
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  if (rest !== '') lines.push(cutText(rest, widthPt, sizePt, face))
  return lines
}

function findBreak(text: string, widthPt: number, sizePt: number, face: FontFace): number {
  let end = 0
  let lastBreak = 0
  let usedPt = 0
  for (const character of text) {
    usedPt += measureText(character, sizePt, face)
    if (usedPt > widthPt && end > 0) break
    end += character.length
    const next = text.slice(end, end + 1)
    if (character === ' ' || isIdeograph(character) || isIdeograph(next)) lastBreak = end
  }
  return lastBreak > 0 ? lastBreak : end
}

function isIdeograph(character: string): boolean {
  return /[\p{Script=Han}]/u.test(character)
}

function toKnown(character: string, face: FontFace): string {
  if (isKnown(character, face)) return character
  // 𝓐 becomes A, ﷺ stays unknown; then ḿ without its accent is better than no letter at all.
  const plain = character.normalize('NFKC')
  if (isKnown(plain, face)) return plain
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
  if (isKnown(bare, face)) return bare
  // A combining mark that the font lacks is left out rather than shown as a missing letter.
  return /^\p{M}$/u.test(character) ? '' : MISSING_MARK
}

function isKnown(text: string, face: FontFace): boolean {
  return text !== '' && [...text].every((character) => face.hasGlyph(character.codePointAt(0) ?? 0))
}
