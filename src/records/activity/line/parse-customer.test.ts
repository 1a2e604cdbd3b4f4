import { describe, expect, it } from 'vitest'
import { customers, nameOf, readRows } from '../../../../tests/support/line-fixtures.ts'
import { parseActivityLine } from './parse-activity-line.ts'
import { parseCustomer } from './parse-customer.ts'

const context = { now: new Date('2026-11-18T08:00:00Z'), zone: 'Asia/Shanghai', customers }
const cells = readRows('customer-cells.tsv')

describe('what is typed where a form asks for a customer', () => {
  it.each(cells)('%s', (typed = '', customer = '', rest = '', offered = '', name = '') => {
    const read = parseCustomer(typed, context)
    const isAsked = read.id === undefined
    expect({
      customer: nameOf(read.id),
      rest: read.rest,
      offered: isAsked ? nameOf(read.candidates[0]) : '',
      name: isAsked ? read.name : '',
    }).toEqual({ customer, rest, offered, name })
  })

  it('is never another customer than in a line of the log', () => {
    const known = cells.flatMap(([typed = '', customer = '']) => {
      const [activity] = parseActivityLine(`拜访${typed} 老客户`, context).activities
      const told = nameOf(activity?.customer?.id)
      return told !== '' && customer !== '' ? [{ typed, customer, told }] : []
    })
    // Either may ask where the other need not; of half of them neither does.
    expect(known.length).toBeGreaterThanOrEqual(cells.length / 2)
    for (const { typed, customer, told } of known)
      expect({ typed, customer: told }).toEqual({ typed, customer })
  })

  it.each(['', ' ', '。', '🙂', '院'.repeat(300), '\u0000', '和和和和'])(
    'takes %j without failing',
    (typed) => {
      expect(parseCustomer(typed, context).id).toBeUndefined()
    },
  )
})
