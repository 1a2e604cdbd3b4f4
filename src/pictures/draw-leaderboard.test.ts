import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { describeLeaderboard } from './describe-leaderboard.ts'
import { drawLeaderboard } from './draw-leaderboard.ts'
import type { LeaderboardInput, LeaderboardRow } from './leaderboard-input.ts'
import { INK, MEDALS, REACHED, UNDERWAY } from './palette.ts'
import { countColor, countStrayInk, type Pixels, readPixels } from './read-pixels.ts'

function aRow(rank: number, name: string, change: Partial<LeaderboardRow> = {}): LeaderboardRow {
  return {
    rank,
    name,
    teamName: '南湾一队',
    valueText: '100 分',
    attainmentPercent: 90,
    isTie: false,
    ...change,
  }
}

function aBoard(change: Partial<LeaderboardInput> = {}): LeaderboardInput {
  return {
    title: '销售之星',
    periodText: '2026-W47',
    policyText: '政策 v3',
    topCount: 3,
    rows: [
      aRow(1, '陈晓燕', { attainmentPercent: 131.26, changeText: '▲2' }),
      aRow(2, '王敏', { attainmentPercent: 50, isTie: true }),
      aRow(2, '欧阳䶮', { attainmentPercent: 100, isTie: true, teamName: '' }),
    ],
    texts: { target: '目标 100%', tie: '并列', noData: '本期还没有数据' },
    ...change,
  }
}

/** The longest unbroken horizontal run of a colour: the length of its longest bar. */
function longestRun(pixels: Pixels, hex: string): number {
  let longest = 0
  for (let y = 0; y < pixels.height; y += 1) {
    let run = 0
    for (let x = 0; x < pixels.width; x += 1) {
      run = pixels.isColor(x, y, hex) ? run + 1 : 0
      longest = Math.max(longest, run)
    }
  }
  return longest
}

describe('drawLeaderboard', () => {
  it('gives a PNG three times as wide as a phone, small enough for chat', async () => {
    const rows = Array.from({ length: 10 }, (_, index) =>
      aRow(index + 1, `陈晓燕${index}`, { changeText: '▲1' }),
    )
    const png = await drawLeaderboard(aBoard({ topCount: 10, rows }))
    const { format, width, height } = await sharp(png).metadata()
    expect({ format, width }).toEqual({ format: 'png', width: 1080 })
    expect(height).toBeLessThan(2400)
    expect(png.length).toBeLessThan(300_000)
  })

  it('gives the same bytes for the same input, and others for another', async () => {
    const first = await drawLeaderboard(aBoard())
    expect(first.equals(await drawLeaderboard(aBoard()))).toBe(true)
    expect(first.equals(await drawLeaderboard(aBoard({ title: '销售之王' })))).toBe(false)
  })

  it('hands the two who share second place a silver medal each, and nobody bronze', async () => {
    const pixels = await readPixels(await drawLeaderboard(aBoard()))
    const [gold, silver, bronze] = MEDALS.map(({ disc }) => countColor(pixels, disc))
    expect(gold).toBeGreaterThan(800)
    expect(silver).toBeGreaterThan(1.7 * (gold ?? 0))
    expect(bronze).toBeLessThan(50)
  })

  it('draws a bar as long as the attainment, green from 100 % on', async () => {
    const board = aBoard({
      rows: [aRow(1, '陈晓燕', { attainmentPercent: 50 }), aRow(2, '王敏', { attainmentPercent: 200 })],
    })
    const pixels = await readPixels(await drawLeaderboard(board))
    // 288 points of bar stand for 200 %: half of it, less the mark at 100 %, is the green run.
    expect(Math.abs(longestRun(pixels, UNDERWAY) - (288 * 3) / 4)).toBeLessThan(6)
    expect(Math.abs(longestRun(pixels, REACHED) - (288 * 3) / 2)).toBeLessThan(12)
  })

  it('marks a bar that is longer than the scale as cut', async () => {
    const draw = (attainmentPercent: number) =>
      drawLeaderboard(aBoard({ rows: [aRow(1, '陈晓燕', { attainmentPercent })] }))
    const whole = countColor(await readPixels(await draw(200)), REACHED)
    const cut = countColor(await readPixels(await draw(999)), REACHED)
    expect(cut).toBeLessThan(whole)
  })

  it('keeps every text inside the margins, however long', async () => {
    for (const words of ['坡塘与麻岭社区'.repeat(20), 'Featherstonehaugh Cholmondeley '.repeat(6)]) {
      const rows = [1, 2, 3].map((rank) =>
        aRow(rank, words, { teamName: words, valueText: words, changeText: words, attainmentPercent: 105 }),
      )
      const mostImproved = { label: words, name: words, teamName: words, changeText: words }
      const texts = { target: words, tie: words, noData: words }
      const board = aBoard({
        title: words,
        periodText: words,
        policyText: words,
        rows,
        moreText: words,
        mostImproved,
        texts,
      })
      const pixels = await readPixels(await drawLeaderboard(board))
      expect(countStrayInk(pixels, 44)).toBe(0)
    }
  })

  it('drops emoji from a name and leaves the rest as it is', async () => {
    const plain = await drawLeaderboard(aBoard({ rows: [aRow(1, '张伟')] }))
    const festive = await drawLeaderboard(aBoard({ rows: [aRow(1, '🎉张伟👨‍👩‍👧')] }))
    expect(festive.equals(plain)).toBe(true)
  })

  it('takes braces and angle brackets in a name as text', async () => {
    const png = await drawLeaderboard(aBoard({ rows: [aRow(1, '{a|x} <b>&amp;</b>')] }))
    expect((await sharp(png).metadata()).width).toBe(1080)
  })

  it('says in a tidy picture that there is nothing to show', async () => {
    const png = await drawLeaderboard(aBoard({ rows: [] }))
    const pixels = await readPixels(png)
    expect(pixels.width).toBe(1080)
    expect(pixels.height).toBeLessThan(700)
    expect(countColor(pixels, INK)).toBeGreaterThan(500)
    expect(
      png.equals(await drawLeaderboard(aBoard({ rows: [], texts: { ...aBoard().texts, noData: '暂无' } }))),
    ).toBe(false)
  })

  it.each([
    ['a row beyond the top', { rows: [aRow(1, '陈晓燕'), aRow(4, '王敏')] }, /beyond the top 3/],
    ['a list that does not start at the top', { rows: [aRow(2, '王敏')] }, /must start at 1/],
    ['ranks out of order', { rows: [aRow(1, '陈晓燕'), aRow(3, '张伟'), aRow(2, '王敏')] }, /must not fall/],
    [
      'a shared rank that is not called a tie',
      { rows: [aRow(1, '陈晓燕'), aRow(1, '王敏')] },
      /share a rank/,
    ],
    [
      'an attainment of 1000 %',
      { rows: [aRow(1, '陈晓燕', { attainmentPercent: 1000 })] },
      /attainmentPercent/,
    ],
    ['a top two', { topCount: 2, rows: [aRow(1, '陈晓燕')] }, /topCount/],
    ['a blank name', { rows: [aRow(1, ' ')] }, /must not be blank/],
  ])('refuses %s', async (_what, change, message) => {
    await expect(drawLeaderboard(aBoard(change))).rejects.toThrow(message)
  })
})

describe('describeLeaderboard', () => {
  it('says in words what the picture shows', () => {
    const mostImproved = { label: '进步最大', name: '王敏', teamName: '霞湾队', changeText: '+38%' }
    expect(describeLeaderboard(aBoard({ moreText: '另有 4 人并列', mostImproved }))).toEqual([
      '销售之星',
      '2026-W47 · 政策 v3',
      '1. 陈晓燕 (南湾一队) · 131.2% · ▲2 · 100 分',
      '2. 王敏 (南湾一队) · 并列 · 50% · 100 分',
      '2. 欧阳䶮 · 并列 · 100% · 100 分',
      '目标 100%',
      '另有 4 人并列',
      '进步最大：王敏 (霞湾队) · +38%',
    ])
  })

  it.each([
    [99.97, '99.9%'],
    [64.1, '64.1%'],
    [0, '0%'],
  ])('never rounds an attainment of %d up', (attainmentPercent, expected) => {
    const [, , line] = describeLeaderboard(aBoard({ rows: [aRow(1, '陈晓燕', { attainmentPercent })] }))
    expect(line).toBe(`1. 陈晓燕 (南湾一队) · ${expected} · 100 分`)
  })

  it('keeps a name with line breaks and direction marks on its line', () => {
    const [, , line] = describeLeaderboard(aBoard({ rows: [aRow(1, '张\n\u202e伟')] }))
    expect(line).toBe('1. 张 伟 (南湾一队) · 90% · 100 分')
  })

  it('says that there is nothing to show', () => {
    expect(describeLeaderboard(aBoard({ rows: [] })).at(-1)).toBe('本期还没有数据')
  })
})
