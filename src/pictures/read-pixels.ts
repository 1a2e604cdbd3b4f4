import sharp from 'sharp'

/** What the tests of this room see of a picture. */
export interface Pixels {
  width: number
  height: number
  /** Whether the pixel has this colour, give or take the rounding of the PNG's palette. */
  isColor(x: number, y: number, hex: string): boolean
}

const TOLERANCE = 8

export async function readPixels(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const isColor = (x: number, y: number, hex: string) => {
    const wanted = Number.parseInt(hex.slice(1), 16)
    const at = (y * info.width + x) * info.channels
    return [16, 8, 0].every(
      (shift, channel) => Math.abs((data[at + channel] ?? -99) - ((wanted >> shift) & 255)) <= TOLERANCE,
    )
  }
  return { width: info.width, height: info.height, isColor }
}

export function countColor(pixels: Pixels, hex: string): number {
  let count = 0
  for (let y = 0; y < pixels.height; y += 1) {
    for (let x = 0; x < pixels.width; x += 1) if (pixels.isColor(x, y, hex)) count += 1
  }
  return count
}

/** Pixels that are not white within so many of the left and right edge. */
export function countStrayInk(pixels: Pixels, marginPx: number): number {
  let count = 0
  for (let y = 0; y < pixels.height; y += 1) {
    for (let x = 0; x < marginPx; x += 1) {
      if (!pixels.isColor(x, y, '#ffffff')) count += 1
      if (!pixels.isColor(pixels.width - 1 - x, y, '#ffffff')) count += 1
    }
  }
  return count
}
