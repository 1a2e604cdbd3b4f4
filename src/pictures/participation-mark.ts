import type { ParticipationState } from './heatmap-input.ts'
import { EXCUSED, FILED, LATE, LATE_PALE, MISSED, NO_DUTY, PAPER } from './palette.ts'
import type { Mark } from './scene.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

const CORNER_PT = 1.5

/**
 * One cell. Each state has a shape as well as a colour, for the one man in twelve who sees colours
 * otherwise and for printed copies: filed is full, late half full, excused an outline with a dash, due
 * a frame with a disc, missed a cross, and a day without an obligation only a dot.
 */
export function participationMarks(state: ParticipationState, box: Box): Mark[] {
  switch (state) {
    case 'filed':
      return [{ type: 'rect', shape: { ...box, r: CORNER_PT }, style: { fill: FILED } }]
    case 'late':
      return lateMarks(box)
    case 'excused':
      return excusedMarks(box)
    case 'due':
      return dueMarks(box)
    case 'missed':
      return missedMarks(box)
    case 'none': {
      const { x, y } = middleOf(box)
      return [{ type: 'circle', shape: { cx: x, cy: y, r: 1.2 }, style: { fill: NO_DUTY } }]
    }
  }
}

function lateMarks(box: Box): Mark[] {
  const right = box.x + box.width
  const bottom = box.y + box.height
  return [
    frame(box, LATE, LATE_PALE),
    {
      type: 'polygon',
      shape: {
        points: [
          [right - 0.5, box.y + 0.5],
          [right - 0.5, bottom - 0.5],
          [box.x + 0.5, bottom - 0.5],
        ],
      },
      style: { fill: LATE },
    },
  ]
}

function excusedMarks(box: Box): Mark[] {
  const { x, y } = middleOf(box)
  const reach = Math.min(box.width, box.height) * 0.22
  return [
    frame(box, EXCUSED, PAPER),
    {
      type: 'line',
      shape: { x1: x - reach, y1: y, x2: x + reach, y2: y },
      style: { stroke: EXCUSED, lineWidth: 1.4 },
    },
  ]
}

function dueMarks(box: Box): Mark[] {
  const { x, y } = middleOf(box)
  const disc = { cx: x, cy: y, r: Math.min(box.width, box.height) * 0.28 }
  return [frame(box, LATE, PAPER), { type: 'circle', shape: disc, style: { fill: LATE } }]
}

function missedMarks(box: Box): Mark[] {
  const { x, y } = middleOf(box)
  const reach = Math.min(box.width, box.height) * 0.26
  const stroke = { stroke: PAPER, lineWidth: 1.4, lineCap: 'round' } as const
  return [
    { type: 'rect', shape: { ...box, r: CORNER_PT }, style: { fill: MISSED } },
    { type: 'line', shape: { x1: x - reach, y1: y - reach, x2: x + reach, y2: y + reach }, style: stroke },
    { type: 'line', shape: { x1: x - reach, y1: y + reach, x2: x + reach, y2: y - reach }, style: stroke },
  ]
}

function frame({ x, y, width, height }: Box, stroke: string, fill: string): Mark {
  return {
    type: 'rect',
    shape: { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, r: CORNER_PT },
    style: { fill, stroke, lineWidth: 1 },
  }
}

function middleOf(box: Box): { x: number; y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
