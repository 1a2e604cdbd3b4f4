import fc from 'fast-check'
import type { Answer, Field, Reading, Showing } from '../../src/fields/field.ts'
import * as kinds from '../../src/fields/kinds/index.ts'

const { checkbox, choice, choices, date, longText, money, percent, person, phone } = kinds
const { reference, rows, sensitive, team, text, time, wholeNumber } = kinds

/** Wednesday, against which dates without a year are read. */
export const reading: Reading = { today: '2026-11-18' }
export const showing: Showing = {
  option: (value) => `option ${value}`,
  name: (of, id) => `${of} ${id}`,
  within: (name) => ({ ...showing, option: (value) => `option ${name}.${value}` }),
  language: 'en',
  yes: 'yes',
  no: 'no',
}
const id = '0192f0c1-2345-7abc-8def-0123456789ab'

export interface Sample {
  field: Field
  /** Values as the program holds them. */
  legal: fc.Arbitrary<unknown>
  /** What people type, and the value it stands for. */
  read: readonly (readonly [typed: Answer, value: unknown])[]
  /** What is not taken, with the key of what the person is told. */
  refused: readonly (readonly [typed: Answer, key: string])[]
  /** A value and how it reads. */
  shown: readonly [value: unknown, text: string]
}

/** Letters that break stores and renderers: joined emoji, right-to-left with its marks, rare and combining ones. */
const words = fc.constantFrom(
  '拜访',
  '䶮',
  '👩‍👩‍👧‍👦',
  'مرحبا',
  '\u202bשלום\u202c',
  'e\u0301',
  '<b>&"\'',
  '=1+1',
  'a',
)
const typedText = (max: number) =>
  fc
    .oneof(
      fc.array(words, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('字', '😀').map((unit) => unit.repeat(max / unit.length)),
    )
    .map((all) =>
      all
        .slice(0, max)
        .toWellFormed()
        .replace(/[\r\n\0]/g, '')
        .trim(),
    )
    .filter((all) => all !== '')
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))

const notText: Sample['refused'] = [
  [true, 'fields.notText'],
  [['a'], 'fields.notText'],
]
const lookup = (field: Field, of: string): Sample => ({
  field,
  legal: fc.uuid(),
  read: [[id.toUpperCase(), id]],
  refused: [
    ['南湾一院', 'fields.notFound'],
    [`${id}0`, 'fields.notFound'],
    [true, 'fields.notFound'],
  ],
  shown: [id, `${of} ${id}`],
})
const dates: Omit<Sample, 'field'> = {
  legal: fc.oneof(days, fc.constantFrom('2024-02-29', '1900-01-01', '2999-12-31')),
  read: [
    ['2026/11/16', '2026-11-16'],
    ['２０２６－１１－１６', '2026-11-16'],
    ['2026年1月6日', '2026-01-06'],
    ['11月16日', '2026-11-16'],
    // The nearest one, across the year's end.
    ['1-2', '2027-01-02'],
  ],
  refused: [
    ['2026-02-30', 'fields.notDate'],
    ['2025-02-29', 'fields.notDate'],
    ['0026-11-18', 'fields.notDate'],
    ['明天', 'fields.notDate'],
    [true, 'fields.notDate'],
  ],
  shown: ['2026-11-18', 'Wed, Nov 18, 2026'],
}
const phones: Omit<Sample, 'field'> = {
  legal: fc.stringMatching(
    /^(?:1[3-9]\d{9}|0(?:10|2\d)\d{8}|0[3-9]\d{9,10}|400\d{7}|\+86755\d{8}|\+44\d{10})$/,
  ),
  read: [
    ['１３８ ００１３ ８０００', '13800138000'],
    ['+86 (755) 8888-1234', '+8675588881234'],
    ['0755-8888 1234', '075588881234'],
    ['010-88881234-801', '01088881234801'],
    ['400-820-1234', '4008201234'],
    ['+44 20 7946 0958', '+442079460958'],
  ],
  refused: [
    ['13800138', 'fields.notPhone'],
    ['138001380001', 'fields.notPhone'],
    ['12800138000', 'fields.notPhone'],
    ['88881234', 'fields.notPhone'],
    ['+86 138 0013 800', 'fields.notPhone'],
    ['1'.repeat(16), 'fields.notPhone'],
    ['请找王敏', 'fields.notPhone'],
    [['13800138000'], 'fields.notPhone'],
  ],
  shown: ['13800138000', '13800138000'],
}

/** One row a kind: a new kind gets every test below by adding its own. */
export const samples: Record<keyof typeof kinds, readonly Sample[]> = {
  text: [
    {
      field: text(),
      legal: typedText(150),
      read: [
        ['  两\r\n行 \n 字 ', '两 行 字'],
        ['a\u0000b', 'ab'],
        ['\ud83d', '\ufffd'],
        ['\u202bשלום\u202c', '\u202bשלום\u202c'],
      ],
      refused: [['字'.repeat(151), 'fields.tooLong'], ...notText],
      shown: ['<b>', '<b>'],
    },
  ],
  longText: [
    {
      field: longText(),
      legal: typedText(3000),
      read: [
        ['一\r\n\r\n二\r', '一\n\n二'],
        ['😀'.repeat(1500), '😀'.repeat(1500)],
        [`${'字'.repeat(3000)}   \n`, '字'.repeat(3000)],
      ],
      refused: [['字'.repeat(3001), 'fields.tooLong'], ['😀'.repeat(1501), 'fields.tooLong'], ...notText],
      shown: ['一\n二', '一\n二'],
    },
  ],
  wholeNumber: [
    {
      field: wholeNumber({ min: -5, max: 2_000_000 }),
      legal: fc.integer({ min: -5, max: 2_000_000 }),
      read: [
        ['１，２３４', 1234],
        ['1 234', 1234],
        ['+7', 7],
        ['-0', 0],
      ],
      refused: [
        ['-6', 'fields.tooSmall'],
        ['2000001', 'fields.tooLarge'],
        ['1.5', 'fields.notWholeNumber'],
        ['12个', 'fields.notWholeNumber'],
        ['1e3', 'fields.notWholeNumber'],
        ['9'.repeat(16), 'fields.notWholeNumber'],
        [true, 'fields.notWholeNumber'],
      ],
      shown: [1234567, '1,234,567'],
    },
    {
      field: wholeNumber(),
      legal: fc.integer(),
      read: [['2147483647', 2147483647]],
      // One more would not fit its column.
      refused: [['2147483648', 'fields.tooLarge']],
      shown: [0, '0'],
    },
  ],
  money: [
    {
      field: money(),
      legal: fc.bigInt({ min: 0n, max: 1_000_000_000_000n }),
      read: [
        ['￥1，234.5', 123450n],
        ['0.01', 1n],
        ['21474836.48', 2147483648n],
      ],
      refused: [
        ['-0.01', 'fields.tooSmall'],
        ['10000000000.01', 'fields.tooLarge'],
        ['1.005', 'fields.notNumber'],
        ['1,2000.5', 'fields.notNumber'],
        ['1,23', 'fields.notNumber'],
        ['.5', 'fields.notNumber'],
        ['一百', 'fields.notNumber'],
      ],
      shown: [123456789n, '¥1,234,567.89'],
    },
  ],
  percent: [
    {
      field: percent(),
      legal: fc.integer({ min: 0, max: 10_000 }),
      read: [
        ['12.5％', 1250],
        ['100', 10_000],
      ],
      refused: [
        ['100.01', 'fields.tooLarge'],
        ['-1', 'fields.tooSmall'],
        ['0.001', 'fields.notNumber'],
      ],
      shown: [1250, '12.5%'],
    },
  ],
  date: [{ field: date(), ...dates }],
  time: [
    {
      field: time(),
      legal: fc
        .tuple(fc.nat(23), fc.nat(59))
        .map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':')),
      read: [
        ['９：０５', '09:05'],
        [' 9:05 ', '09:05'],
      ],
      refused: [
        ['24:00', 'fields.notTime'],
        ['9:5', 'fields.notTime'],
        ['下午三点', 'fields.notTime'],
        [false, 'fields.notTime'],
      ],
      shown: ['09:05', '09:05'],
    },
  ],
  choice: [
    {
      field: choice(['am', 'pm']),
      legal: fc.constantFrom('am', 'pm'),
      read: [['pm', 'pm']],
      refused: [
        ['noon', 'fields.notAChoice'],
        ['toString', 'fields.notAChoice'],
        [['am'], 'fields.notAChoice'],
      ],
      shown: ['am', 'option am'],
    },
  ],
  choices: [
    {
      field: choices(['a', 'b', 'c']),
      legal: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
      // In the list's order and once each, however it was ticked.
      read: [
        [
          ['c', 'a', 'c'],
          ['a', 'c'],
        ],
      ],
      refused: [
        [['a', 'd'], 'fields.notAChoice'],
        ['a', 'fields.notAChoice'],
      ],
      shown: [['a', 'c'], 'option a, option c'],
    },
  ],
  checkbox: [
    {
      field: checkbox(),
      legal: fc.boolean(),
      read: [[false, false]],
      refused: [
        ['true', 'fields.notAChoice'],
        ['on', 'fields.notAChoice'],
      ],
      shown: [true, 'yes'],
    },
  ],
  phone: [{ field: phone(), ...phones }],
  person: [lookup(person(), 'person')],
  team: [lookup(team(), 'team')],
  reference: [lookup(reference('customer'), 'customer')],
  rows: [
    {
      field: rows({ what: text({ required: true }), day: date() }, { maxRows: 3 }),
      legal: fc.array(
        fc.record({ what: typedText(150), day: fc.option(fc.constantFrom('2026-11-16', '2027-01-01')) }),
        { minLength: 1, maxLength: 3 },
      ),
      read: [[[{ what: ' 拜访 ', day: '11-16' }], [{ what: '拜访', day: '2026-11-16' }]]],
      refused: [
        [[{ what: '' }], 'fields.required'],
        [[{ what: 'a', when: '' }], 'fields.unknown'],
        [[{ what: 'a', day: '32' }], 'fields.notDate'],
        [[{ what: 'a' }, { what: 'b' }, { what: 'c' }, { what: 'd' }], 'fields.tooManyRows'],
        ['a', 'fields.notRows'],
        [['a'], 'fields.notRows'],
      ],
      shown: [
        [
          { what: '拜访', day: null },
          { what: '回访', day: '2026-11-18' },
        ],
        '1. 拜访\n2. 回访 · Wed, Nov 18, 2026',
      ],
    },
  ],
  sensitive: [
    { field: sensitive(phone()), ...phones },
    { field: sensitive(date()), ...dates },
  ],
}
