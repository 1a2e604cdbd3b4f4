import { foldText } from '../../../text/fold-text.ts'
import { trimMarks } from '../../../text/trim-marks.ts'

const YES = new Set([
  '是',
  '是的',
  '对',
  '有',
  '要',
  '好',
  '√',
  '✓',
  '✔',
  '☑',
  '✅',
  'yes',
  'y',
  'true',
  'ok',
])
const NO = new Set(['否', '不', '不是', '没有', '无', '不要', '×', '✗', '✘', '☐', '❌', 'no', 'n', 'false'])

/** A tick in words or signs; undefined for anything else. */
export function readTick(typed: string): boolean | undefined {
  const text = trimMarks(foldText(typed), '.。!,\ufe0f')
  if (YES.has(text)) return true
  return NO.has(text) ? false : undefined
}
