import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawLeaderboard } from './draw-leaderboard.ts'
import { FONT_FAMILY } from './load-fonts.ts'
import { paintPicture } from './paint-picture.ts'

/** One character as the font draws it, without the care that textMark takes. */
function paintCharacter(character: string, fontWeight: number): Promise<Buffer> {
  const style = {
    text: character,
    x: 20,
    y: 20,
    fontFamily: FONT_FAMILY,
    fontSize: 30,
    fontWeight,
    fill: '#000000',
  }
  return paintPicture({ graphic: [{ type: 'text', style }] }, 80)
}

/** Where there is ink. */
async function findInk(character: string, fontWeight: number): Promise<Set<number>> {
  const png = await paintCharacter(character, fontWeight)
  const grey = await sharp(png).grayscale().raw().toBuffer()
  return new Set([...grey.keys()].filter((at) => (grey[at] ?? 255) < 128))
}

describe('paintPicture', () => {
  it.each([400, 700])('draws rare characters, not empty boxes, at weight %d', async (weight) => {
    // A character without a glyph comes out as a frame around its code: the frame is what these share.
    const [first, ...rest] = await Promise.all(
      ['\ue000', '\ue1b7', '\uf8f2'].map((it) => findInk(it, weight)),
    )
    const frame = [...(first ?? [])].filter((at) => rest.every((ink) => ink.has(at)))
    expect(frame.length).toBeGreaterThan(300)
    const shareOfFrame = async (character: string) => {
      const ink = await findInk(character, weight)
      return frame.filter((at) => ink.has(at)).length / frame.length
    }
    expect(await shareOfFrame('\ue5a4')).toBeGreaterThan(0.85)
    for (const character of '䶮㛃赟喆彧龘国A') {
      expect([character, (await shareOfFrame(character)) < 0.6]).toEqual([character, true])
    }
  })

  it('has a bold weight of its own', async () => {
    const [regular, bold] = await Promise.all([paintCharacter('陈', 400), paintCharacter('陈', 700)])
    expect(regular.equals(bold)).toBe(false)
  })

  it('puts the environment back once the fonts are loaded', async () => {
    await paintCharacter('陈', 400)
    expect(process.env.FONTCONFIG_FILE).toBeUndefined()
  })

  it('is three pixels a point in both directions, on white', async () => {
    const { data, info } = await sharp(await paintPicture({}, 80))
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect({ width: info.width, height: info.height }).toEqual({ width: 1080, height: 240 })
    expect(data.every((value) => value === 255)).toBe(true)
  })

  it.each([0, -1, 1801, Number.NaN])('refuses a height of %d points', async (heightPt) => {
    await expect(paintPicture({}, heightPt)).rejects.toThrow(RangeError)
  })
})

describe('many pictures', () => {
  const draw = (name: string) =>
    drawLeaderboard({
      title: '销售之星',
      periodText: '',
      policyText: '',
      topCount: 3,
      rows: [{ rank: 1, name, teamName: '', valueText: '1', attainmentPercent: 80, isTie: false }],
      texts: { target: '100%', tie: '并列', noData: '暂无' },
    })

  it('come out right when drawn at the same time', async () => {
    const names = ['陈晓燕', '王敏', '张伟', '李建国', '欧阳䶮', '林主任']
    const together = await Promise.all(names.map(draw))
    for (const [index, name] of names.entries()) expect(together[index]?.equals(await draw(name))).toBe(true)
  })

  it('leave memory flat', async () => {
    const drawMany = async (count: number) => {
      for (let drawn = 0; drawn < count; drawn += 4) await Promise.all(['陈', '王', '张', '李'].map(draw))
    }
    // The allocator's pools fill first; what counts is that they do not go on filling.
    await drawMany(60)
    const beforeMb = process.memoryUsage().rss / 1e6
    await drawMany(200)
    expect(process.memoryUsage().rss / 1e6 - beforeMb).toBeLessThan(120)
  })
})
