import { cutText, measureText, toDrawable, wrapText } from './fit-text.ts'
import { type FontFace, readFontFace } from './font-face.ts'
import { FONT_FAMILY, findFontFiles } from './load-fonts.ts'
import { INK, INK_SOFT } from './palette.ts'

/** Phone points: a picture is laid out for a screen this wide and drawn with three pixels a point. */
export const WIDTH_PT = 360
export const MARGIN_PT = 16
export const RIGHT_PT = WIDTH_PT - MARGIN_PT
/** Between two pieces of a line. As wide as a Chinese character in this font, hence without blanks. */
export const DOT = '·'

/** The few ECharts shapes that the pictures use, in both `graphic` and custom series. */
export type Mark =
  | { type: 'rect'; shape: { x: number; y: number; width: number; height: number; r?: number }; style: Paint }
  | { type: 'circle'; shape: { cx: number; cy: number; r: number }; style: Paint }
  | { type: 'polygon' | 'polyline'; shape: { points: [number, number][] }; style: Paint }
  | { type: 'line'; shape: { x1: number; y1: number; x2: number; y2: number }; style: Paint }
  | { type: 'text'; style: TextPaint }

interface Paint {
  fill?: string
  stroke?: string
  lineWidth?: number
  lineCap?: 'butt' | 'round'
  lineJoin?: 'miter' | 'round'
}

interface TextPaint {
  text: string
  x: number
  y: number
  fill: string
  fontFamily: string
  fontSize: number
  fontWeight: 400 | 700
  align: 'left' | 'center' | 'right'
  verticalAlign: 'middle'
}

export interface TextPlace {
  x: number
  /** Middle of the line. */
  y: number
  sizePt: number
  color?: string
  isBold?: boolean
  align?: 'left' | 'center' | 'right'
  /** What is longer is cut with an ellipsis. */
  maxWidthPt?: number
}

export interface Faces {
  regular: FontFace
  bold: FontFace
}

let faces: Promise<Faces> | undefined

/** Read once a process. */
export function loadFaces(): Promise<Faces> {
  faces ??= readFaces()
  return faces
}

async function readFaces(): Promise<Faces> {
  const files = findFontFiles()
  const [regular, bold] = await Promise.all([readFontFace(files.regular), readFontFace(files.bold)])
  return { regular, bold }
}

/** One line of text that the font can draw and that ends before its column does. */
export function textMark(text: string, place: TextPlace, { regular, bold }: Faces): Mark {
  const face = place.isBold ? bold : regular
  const drawable = toDrawable(text, face)
  const fitted =
    place.maxWidthPt === undefined ? drawable : cutText(drawable, place.maxWidthPt, place.sizePt, face)
  return {
    type: 'text',
    style: {
      text: fitted,
      x: place.x,
      y: place.y,
      fill: place.color ?? INK,
      fontFamily: FONT_FAMILY,
      fontSize: place.sizePt,
      fontWeight: place.isBold ? 700 : 400,
      align: place.align ?? 'left',
      verticalAlign: 'middle',
    },
  }
}

/**
 * Two texts on one line, `left.x` and `right.x` being the outer ends: the right one may take its
 * `maxWidthPt`, the left one is cut to what remains.
 */
export function pairMarks(
  left: TextPlace & { text: string },
  right: TextPlace & { text: string; maxWidthPt: number },
  faces: Faces,
): Mark[] {
  const rightFace = right.isBold ? faces.bold : faces.regular
  const wantedPt = measureText(toDrawable(right.text, rightFace), right.sizePt, rightFace)
  const rightPt = Math.min(right.maxWidthPt, wantedPt)
  return [
    textMark(left.text, { ...left, maxWidthPt: right.x - rightPt - 10 - left.x }, faces),
    textMark(right.text, { ...right, align: 'right' }, faces),
  ]
}

export interface Heading {
  title: string
  periodText: string
  policyText: string
}

/** Title on at most two lines, then the period and the policy version; says where the next thing starts. */
export function headingMarks(
  heading: Heading,
  { regular, bold }: Faces,
): { marks: Mark[]; bottomPt: number } {
  const widthPt = RIGHT_PT - MARGIN_PT
  const marks: Mark[] = []
  let y = 28
  for (const line of wrapText(toDrawable(heading.title, bold), widthPt, 18, bold, 2)) {
    marks.push(textMark(line, { x: MARGIN_PT, y, sizePt: 18, isBold: true }, { regular, bold }))
    y += 24
  }
  const details = [heading.periodText, heading.policyText].filter((part) => part.trim() !== '').join(DOT)
  for (const line of wrapText(toDrawable(details, regular), widthPt, 12, regular, 2)) {
    marks.push(textMark(line, { x: MARGIN_PT, y, sizePt: 12, color: INK_SOFT }, { regular, bold }))
    y += 17
  }
  return { marks, bottomPt: y }
}
