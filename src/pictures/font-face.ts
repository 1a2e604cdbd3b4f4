import { open } from 'node:fs/promises'

/** What the layout asks of a font: which characters it can draw, and how wide they are. */
export interface FontFace {
  hasGlyph(codePoint: number): boolean
  /** Advance in em; 0 for a character without a glyph. */
  widthEm(codePoint: number): number
}

/**
 * Reads the character map and the advance widths of a TrueType file, some 150 kB of its 10 MB. The layout
 * needs both: to replace what would come out as an empty box, and to cut text before it runs out of its
 * column. Layout of the tables: https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export async function readFontFace(path: string): Promise<FontFace> {
  const file = await open(path)
  try {
    const readAt = async (offset: number, length: number) => {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
      if (bytesRead < length) throw new Error(`font file ends early: ${path}`)
      return buffer
    }
    const tables = await readTableDirectory(readAt)
    const readTable = async (tag: string) => {
      const table = tables.get(tag)
      if (!table) throw new Error(`font file has no table ${tag}: ${path}`)
      return readAt(table.offset, table.length)
    }
    const unitsPerEm = (await readTable('head')).readUInt16BE(18)
    const metricCount = (await readTable('hhea')).readUInt16BE(34)
    const glyphs = mapCharacters(await readTable('cmap'))
    const metrics = await readTable('hmtx')
    return {
      hasGlyph: (codePoint) => glyphs.has(codePoint),
      widthEm: (codePoint) => {
        const glyph = glyphs.get(codePoint)
        if (glyph === undefined) return 0
        // Glyphs past the last metric share its advance.
        return metrics.readUInt16BE(Math.min(glyph, metricCount - 1) * 4) / unitsPerEm
      },
    }
  } finally {
    await file.close()
  }
}

type ReadAt = (offset: number, length: number) => Promise<Buffer>

async function readTableDirectory(readAt: ReadAt): Promise<Map<string, { offset: number; length: number }>> {
  const count = (await readAt(0, 12)).readUInt16BE(4)
  const directory = await readAt(12, count * 16)
  const tables = new Map<string, { offset: number; length: number }>()
  for (let at = 0; at < directory.length; at += 16) {
    tables.set(directory.toString('latin1', at, at + 4), {
      offset: directory.readUInt32BE(at + 8),
      length: directory.readUInt32BE(at + 12),
    })
  }
  return tables
}

/** Only format 12 (segments of the whole of Unicode): every large CJK font carries it. */
function mapCharacters(cmap: Buffer): Map<number, number> {
  const subtableCount = cmap.readUInt16BE(2)
  for (let index = 0; index < subtableCount; index += 1) {
    const start = cmap.readUInt32BE(4 + index * 8 + 4)
    if (cmap.readUInt16BE(start) === 12) return readSegments(cmap, start)
  }
  throw new Error('font file has no character map of format 12')
}

function readSegments(cmap: Buffer, start: number): Map<number, number> {
  const glyphs = new Map<number, number>()
  const segmentCount = cmap.readUInt32BE(start + 12)
  for (let index = 0; index < segmentCount; index += 1) {
    const at = start + 16 + index * 12
    const first = cmap.readUInt32BE(at)
    const last = cmap.readUInt32BE(at + 4)
    const firstGlyph = cmap.readUInt32BE(at + 8)
    for (let codePoint = first; codePoint <= last; codePoint += 1) {
      glyphs.set(codePoint, firstGlyph + codePoint - first)
    }
  }
  return glyphs
}
