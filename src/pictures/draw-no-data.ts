import { paintPicture } from './paint-picture.ts'
import { BAND, INK_SOFT, PAPER } from './palette.ts'
import { type Faces, MARGIN_PT, type Mark, textMark, WIDTH_PT } from './scene.ts'

const BOX_PT = 96

/** The heading over a quiet box that says there is nothing to show yet. */
export function drawNoData(
  heading: { marks: Mark[]; bottomPt: number },
  noDataText: string,
  faces: Faces,
): Promise<Buffer> {
  const y = heading.bottomPt + 6
  const widthPt = WIDTH_PT - 2 * MARGIN_PT
  const marks: Mark[] = [
    ...heading.marks,
    { type: 'rect', shape: { x: MARGIN_PT, y, width: widthPt, height: BOX_PT, r: 8 }, style: { fill: BAND } },
    textMark(
      noDataText,
      {
        x: WIDTH_PT / 2,
        y: y + BOX_PT / 2,
        sizePt: 14,
        align: 'center',
        color: INK_SOFT,
        maxWidthPt: widthPt - 24,
      },
      faces,
    ),
  ]
  return paintPicture({ backgroundColor: PAPER, graphic: marks }, y + BOX_PT + MARGIN_PT)
}
