import { INK_SOFT, MEDALS, PAPER } from './palette.ts'
import { type Faces, type Mark, textMark } from './scene.ts'

/** A medal for the first three, drawn because the font has no emoji; a plain number for the others. */
export function rankMarks(rank: number, x: number, middleY: number, faces: Faces): Mark[] {
  const medal = MEDALS[rank - 1]
  if (!medal) {
    return [
      textMark(
        String(rank),
        { x, y: middleY, sizePt: 15, isBold: true, align: 'center', color: INK_SOFT },
        faces,
      ),
    ]
  }
  const ribbon = (side: -1 | 1): Mark => ({
    type: 'polygon',
    shape: {
      points: [
        [x + side * 1, middleY + 6],
        [x + side * 9, middleY + 6],
        [x + side * 10, middleY + 20],
        [x + side * 5.5, middleY + 16.5],
        [x + side * 1, middleY + 20],
      ],
    },
    style: { fill: medal.ribbon },
  })
  return [
    ribbon(-1),
    ribbon(1),
    {
      type: 'circle',
      shape: { cx: x, cy: middleY, r: 13 },
      style: { fill: medal.disc, stroke: PAPER, lineWidth: 1.5 },
    },
    textMark(
      String(rank),
      { x, y: middleY, sizePt: 15, isBold: true, align: 'center', color: medal.ink },
      faces,
    ),
  ]
}
