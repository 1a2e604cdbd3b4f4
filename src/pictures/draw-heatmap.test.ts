import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { describeHeatmap } from './describe-heatmap.ts'
import { drawHeatmap } from './draw-heatmap.ts'
import { type HeatmapInput, PARTICIPATION_STATES, type ParticipationState } from './heatmap-input.ts'
import { FILED, LATE, MISSED } from './palette.ts'
import { countColor, countStrayInk, readPixels } from './read-pixels.ts'

const texts = {
  filed: '按时',
  late: '迟报',
  excused: '免报',
  due: '待补报',
  missed: '缺报',
  none: '无须报',
  noData: '本期还没有数据',
}

function aMap(change: Partial<HeatmapInput> = {}): HeatmapInput {
  return {
    title: '填报参与情况',
    periodText: '2026-W47',
    policyText: '政策 v3',
    columns: ['一', '二', '三', '四', '五'].map((label) => ({ label })),
    teams: [
      {
        name: '南湾一队',
        people: [
          { name: '陈晓燕', states: ['filed', 'filed', 'filed', 'filed', 'filed'] },
          { name: '欧阳䶮', states: ['filed', 'late', 'missed', 'late', 'none'] },
        ],
      },
      {
        name: '霞湾队',
        people: [{ name: '王敏', states: ['excused', 'excused', 'filed', 'filed', 'filed'] }],
      },
    ],
    texts,
    ...change,
  }
}

/** A month of so many people with one state everywhere. */
function aMonth(
  teamCount: number,
  peoplePerTeam: number,
  state: ParticipationState,
  name = '陈晓燕',
): HeatmapInput {
  const person = { name, states: Array.from({ length: 31 }, () => state) }
  const team = { name: '南湾一队', people: Array.from({ length: peoplePerTeam }, () => person) }
  const columns = Array.from({ length: 31 }, (_, index) => ({
    label: String(index + 1),
    startsWeek: index % 7 === 1,
  }))
  return aMap({ columns, teams: Array.from({ length: teamCount }, () => team) })
}

function oneCell(state: ParticipationState): HeatmapInput {
  return aMap({
    columns: [{ label: '1' }],
    teams: [{ name: '南湾一队', people: [{ name: '王敏', states: [state] }] }],
  })
}

describe('drawHeatmap', () => {
  it('shows 40 people and 31 days in one picture for chat', async () => {
    const png = await drawHeatmap(aMonth(4, 10, 'filed'))
    const { format, width, height } = await sharp(png).metadata()
    expect({ format, width }).toEqual({ format: 'png', width: 1080 })
    expect(height).toBeLessThan(3000)
    expect(png.length).toBeLessThan(300_000)
  })

  it('stays under 300 kB when every cell is busy and every person a team', async () => {
    const png = await drawHeatmap(aMonth(40, 1, 'missed', 'Bartholomew Featherstone'))
    expect(png.length).toBeLessThan(300_000)
  })

  it('gives the same bytes for the same input', async () => {
    const [first, second] = await Promise.all([drawHeatmap(aMap()), drawHeatmap(aMap())])
    expect(first.equals(second)).toBe(true)
  })

  it('colours each cell by its state', async () => {
    const filed = await readPixels(await drawHeatmap(aMonth(1, 2, 'filed')))
    const halfFiled = await readPixels(await drawHeatmap(aMonth(1, 1, 'filed')))
    const swatch = countColor(await readPixels(await drawHeatmap(aMonth(1, 1, 'none'))), FILED)
    const perPerson = countColor(halfFiled, FILED) - swatch
    expect(perPerson).toBeGreaterThan(31 * 700)
    expect(countColor(filed, FILED) - swatch).toBe(2 * perPerson)
  })

  it('keeps missed and late out of a picture where nobody was, but for the legend', async () => {
    const pixels = await readPixels(await drawHeatmap(aMonth(2, 5, 'filed')))
    expect(countColor(pixels, MISSED)).toBeLessThan(36 * 42)
    expect(countColor(pixels, LATE)).toBeLessThan(36 * 42)
  })

  it('tells the states apart without colour', async () => {
    const cell = { left: 930, top: 460, width: 110, height: 56 }
    const greys = await Promise.all(
      PARTICIPATION_STATES.map(async (state) =>
        sharp(await drawHeatmap(oneCell(state)))
          .grayscale()
          .extract(cell)
          .raw()
          .toBuffer(),
      ),
    )
    for (const [index, grey] of greys.entries()) {
      for (const other of greys.slice(index + 1)) {
        const differing = grey.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 40).length
        expect(differing).toBeGreaterThan(250)
      }
    }
  })

  it('keeps every text inside the picture, however long', async () => {
    const words = '坡塘与麻岭社区'.repeat(20)
    const map = aMonth(2, 2, 'late', words)
    const longTexts = {
      filed: words,
      late: words,
      excused: words,
      due: words,
      missed: words,
      none: words,
      noData: words,
    }
    const columns = map.columns.map(() => ({ label: words }))
    const png = await drawHeatmap({ ...map, title: words, periodText: words, columns, texts: longTexts })
    expect(countStrayInk(await readPixels(png), 9)).toBe(0)
  })

  it('labels the weeks when there is no room for every day', async () => {
    const weekly = aMonth(1, 1, 'filed')
    const renamed = weekly.columns.map((column) => (column.startsWeek ? column : { ...column, label: '0' }))
    const png = await drawHeatmap(weekly)
    expect(png.equals(await drawHeatmap({ ...weekly, columns: renamed }))).toBe(true)
  })

  it.each([
    ['nobody', { teams: [] }],
    ['no day', { columns: [], teams: [{ name: '霞湾队', people: [{ name: '王敏', states: [] }] }] }],
  ])('says in a tidy picture that there is %s to show', async (_what, change) => {
    const { width, height } = await sharp(await drawHeatmap(aMap(change))).metadata()
    expect(width).toBe(1080)
    expect(height).toBeLessThan(700)
  })

  it.each([
    ['41 people', aMonth(1, 41, 'filed'), /41 people/],
    ['32 columns', aMap({ columns: Array.from({ length: 32 }, () => ({ label: '1' })) }), /columns/],
    [
      'states that do not match the columns',
      aMap({ columns: [{ label: '一' }] }),
      /has 5 states for 1 columns/,
    ],
  ])('refuses %s', async (_what, input, message) => {
    await expect(drawHeatmap(input)).rejects.toThrow(message)
  })
})

describe('describeHeatmap', () => {
  it('says in words what the picture shows, with the columns of the exceptions', () => {
    expect(describeHeatmap(aMap())).toEqual([
      '填报参与情况',
      '2026-W47 · 政策 v3',
      '按时 9 · 迟报 2 · 免报 2 · 待补报 0 · 缺报 1 · 无须报 1',
      '南湾一队',
      '陈晓燕：按时 5',
      '欧阳䶮：按时 1 · 迟报 2 (二, 四) · 缺报 1 (三) · 无须报 1',
      '霞湾队',
      '王敏：按时 3 · 免报 2 (一, 二)',
    ])
  })

  it('says that there is nothing to show', () => {
    expect(describeHeatmap(aMap({ teams: [] }))).toEqual([
      '填报参与情况',
      '2026-W47 · 政策 v3',
      '本期还没有数据',
    ])
  })
})
