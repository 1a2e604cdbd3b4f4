import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText, foldWithOffsets } from './fold-text.ts'

describe('foldText', () => {
  it('makes traditional, full-width and spaced text equal to the plain form', () => {
    expect(foldText('　電話回訪　 同和藥房老吳，５分鐘 ')).toBe('电话回访 同和药房老吴,5分钟')
    expect(foldText('週二 ＶＩＳＩＴＥＤ 衞生 裡面 裏面 說 説 鐘 鍾 臺 沒見著')).toBe(
      '周二 visited 卫生 里面 里面 说 说 钟 钟 台 没见着',
    )
  })

  it('drops marks that cannot be seen', () => {
    expect(foldText('拜访\u200b附\u202e院\ufeff 30\u200d分钟')).toBe('拜访附院 30分钟')
  })

  it('is idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = foldText(text)
        expect(foldText(once)).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })

  it('does not care how much whitespace separates words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 })),
        fc.constantFrom('  ', '\t', '　', '\n '),
        (words, gap) => {
          expect(foldText(words.join(gap))).toBe(foldText(words.join(' ')))
        },
      ),
    )
  })
})

describe('foldWithOffsets', () => {
  it('leads from a folded word back to what was typed', () => {
    const text = foldWithOffsets('  ＡＢ　 同和藥房㈱')
    const at = text.folded.indexOf('同和药房')
    expect(text.typed.slice(text.starts[at], text.ends[at + 3])).toBe('同和藥房')
    expect(text.cased).toBe('AB 同和药房(株)')
  })

  it('gives the same for a plain line as for one that has to be folded mark by mark', () => {
    const units = fc.oneof(
      fc.constantFrom(
        '電話',
        '，',
        '：',
        ' ',
        '（个）',
        'Ａ',
        'B',
        '１',
        '｜',
        '。',
        '〜',
        '臺',
        '薴',
        '～',
        '゠',
        '〒',
        '–',
        '—',
        '“',
        '…',
        '‧',
        '•',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(units, { maxLength: 20 }), (pieces) => {
        const typed = pieces.join('')
        const [plain, marked] = [foldWithOffsets(typed), foldWithOffsets(`${typed}\u{1f44b}`)]
        const { length } = plain.folded
        expect(marked.folded.slice(0, length)).toBe(plain.folded)
        expect(marked.cased.slice(0, length)).toBe(plain.cased)
        expect(marked.starts.slice(0, length)).toEqual(plain.starts)
        expect(marked.ends.slice(0, length)).toEqual(plain.ends)
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps every index inside the typed text and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
        const text = foldWithOffsets(typed)
        expect(text.starts.length).toBe(text.folded.length)
        expect(text.cased.length).toBe(text.folded.length)
        text.starts.forEach((start, i) => {
          expect(start).toBeLessThan(text.ends[i] ?? -1)
          expect(text.ends[i]).toBeLessThanOrEqual(typed.length)
          expect(start).toBeGreaterThanOrEqual(text.starts[i - 1] ?? 0)
        })
      }),
      { numRuns: 1000 },
    )
  })
})
