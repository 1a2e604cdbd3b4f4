import type { Answers } from '../../../fields/field.ts'
import { foldText } from '../../../text/fold-text.ts'
import { saysNothing } from '../values/read-value.ts'

export interface NumberedRow {
  /** As it was typed before the row, counted from 1. */
  number?: number | undefined
  /** The row of this number is to go. */
  isDropped?: boolean
}

/** What stands in a list afterwards: a row that was typed, or one that was there and was not spoken of. */
export interface ChangedRow<Row> {
  row?: Row
  /** The row that was there: kept, or what a typed row changes. */
  under?: Answers
}

const DROP =
  /^[(（]?(?:请|把|这行|这条)?(?:删除?|删掉|删了|去掉|移除|不要了?|不去了?|取消了?|drop|delete|remove|removed|cancel(?:l?ed)?)(?:这行|这条|这一行|这一条|this|this row|it)?[)）。.!]?$/

/** `2. 删除`, `2. 无` and a row whose words were taken out: what this number had is to go. */
export const isDropped = (typed: string): boolean =>
  typed === '' || saysNothing(typed) || (typed.length <= 20 && DROP.test(foldText(typed)))

/**
 * Puts typed rows into those that were there. Only where each of them has a number of its own: 1 to 3 change the first
 * three and nothing else, one beyond the end comes behind it. Rows without numbers are the whole list.
 */
export function changeRows<Row extends NumberedRow>(
  before: readonly Answers[],
  typed: readonly Row[],
): ChangedRow<Row>[] {
  const numbers = typed.map(({ number }) => number)
  const isChange = !numbers.includes(undefined) && new Set(numbers).size === numbers.length
  if (before.length === 0 || typed.length === 0 || !isChange)
    return typed.filter((row) => !row.isDropped).map((row) => ({ row }))
  const byNumber = new Map(typed.map((row) => [row.number, row]))
  const changed = before.map((under, index): ChangedRow<Row> => {
    const row = byNumber.get(index + 1)
    return row ? { row, under } : { under }
  })
  const more = typed.filter(({ number = 0 }) => number > before.length).map((row) => ({ row }))
  return [...changed, ...more].filter(({ row }) => !row?.isDropped)
}
