import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { cutText, MISSING_MARK, measureText, toDrawable, wrapText } from './fit-text.ts'
import { type FontFace, readFontFace } from './font-face.ts'
import { findFontFiles } from './load-fonts.ts'

let face: FontFace
let bold: FontFace

beforeAll(async () => {
  const files = findFontFiles()
  face = await readFontFace(files.regular)
  bold = await readFontFace(files.bold)
})

const anyText = fc.string({ unit: 'binary', maxLength: 60 })
const chatText = fc
  .array(fc.constantFrom('陈', '晓', '燕', '䶮', 'Wang', ' ', '-', '🎉', '👨‍👩‍👧', 'é', '，', 'x', '\n'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''))

describe('the font', () => {
  it('has the rare characters of personal names in both weights', () => {
    for (const character of '䶮㛃赟喆彧龘') {
      const codePoint = character.codePointAt(0) ?? 0
      expect([character, face.hasGlyph(codePoint), bold.hasGlyph(codePoint)]).toEqual([character, true, true])
    }
  })

  it('knows that it has neither emoji nor Arabic', () => {
    expect([0x1f389, 0x0639].map((codePoint) => face.hasGlyph(codePoint))).toEqual([false, false])
  })

  it('gives a Chinese character one em and a Latin letter less', () => {
    expect(measureText('陈', 10, face)).toBe(10)
    expect(measureText('i', 10, face)).toBeLessThan(5)
  })

  it('refuses a file that is no font', async () => {
    await expect(readFontFace(import.meta.filename)).rejects.toThrow(/font file/)
  })
})

describe('toDrawable', () => {
  it.each([
    ['陈晓燕🎉', '陈晓燕'],
    ['👨‍👩‍👧 王敏 ❤️', '王敏'],
    ['🇨🇳张伟👍🏽', '张伟'],
    ['欧阳䶮', '欧阳䶮'],
    ['𝓐𝓵𝓮𝔁', 'Alex'],
    ['Nguyễn Thị Ánh', 'Nguyễn Thị Ánh'],
    ['李\u202e建国\u0000', '李建国'],
    ['销售之星 · 第47周', '销售之星·第47周'],
    ['林𠮷', `林${MISSING_MARK}`],
    ['علي', MISSING_MARK],
    ['🎉🎉', MISSING_MARK],
    ['{a|b} <&>', '{a|b} <&>'],
    ['  ', ''],
  ])('turns %j into %j', (text, expected) => {
    expect(toDrawable(text, face)).toBe(expected)
  })

  it('never leaves a character that the font lacks', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const character of toDrawable(text, face)) {
          expect(face.hasGlyph(character.codePointAt(0) ?? 0)).toBe(true)
        }
      }),
    )
  })
})

describe('cutText and wrapText', () => {
  it('leaves alone what fits', () => {
    expect(cutText('陈晓燕', 30, 10, face)).toBe('陈晓燕')
  })

  it('ends with an ellipsis inside the column', () => {
    expect(cutText('坡塘仁爱门诊部', 40, 10, face)).toBe('坡塘仁…')
  })

  it('breaks between words, and anywhere between Chinese characters', () => {
    expect(wrapText('weekly sales board', 60, 10, face, 3)).toEqual(['weekly', 'sales board'])
    expect(wrapText('销售之星榜单', 40, 10, face, 2)).toEqual(['销售之星', '榜单'])
  })

  it('keeps every line inside the width and the number of lines inside the limit', () => {
    fc.assert(
      fc.property(
        chatText,
        fc.integer({ min: 25, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        (text, widthPt, maxLines) => {
          const lines = wrapText(toDrawable(text, face), widthPt, 12, face, maxLines)
          expect(lines.length).toBeLessThanOrEqual(maxLines)
          for (const line of lines) expect(measureText(line, 12, face)).toBeLessThanOrEqual(widthPt + 1e-9)
        },
      ),
    )
  })
})
