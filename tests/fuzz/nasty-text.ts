import fc from 'fast-check'

/** What breaks readers: marks of every syntax, numbers beyond bounds, letters that fold, join, turn around or vanish. */
const pieces = [
  ...['', ' ', '\n', '\r\n', '\t', '\u0000', '\ufeff', '\u3000', '\u00a0', '\u200b', '\u200d'],
  ...[
    '\u202e',
    '\u202b',
    '\u202c',
    '\u2067',
    '\u2069',
    '\ud83d',
    '\udc00',
    'e\u0301\u0301\u0301',
    '👩‍👩‍👧‍👦',
    'ﷺ',
    'İ',
    'ß',
  ],
  ...[
    '：',
    ':',
    '，',
    '、',
    '；',
    '|',
    '｜',
    '\\',
    '\\|',
    '>',
    '<',
    '&',
    '&amp;',
    '"',
    "'",
    '`',
    '*',
    '_',
    '~',
    '#',
  ],
  ...[
    '【',
    '】',
    '（',
    '）',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '/',
    '//',
    '..',
    '-',
    '——',
    '=',
    '+',
    '@',
    '%',
    '$',
    '^',
    '?',
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'null', 'undefined', 'NaN', 'true', '1e309', '-0'],
  ...[
    '0',
    '1',
    '12',
    '30',
    '999999999999999999999',
    '2026',
    '2026-11-18',
    '11月16日',
    '周五',
    '下周一',
    '9:05',
    '24:00',
  ],
  ...[
    '13800138000',
    '+86 138-0013-8000',
    '１３８',
    '一三八',
    '110101199003071234',
    '一百二十',
    '两',
    '半小时',
    '3点半',
  ],
  ...[
    '拜访',
    '患者：',
    '患者王小花',
    '病人叫李四',
    '姓名：',
    '周计划',
    '日志',
    '帮助',
    '是',
    '否',
    '无',
    '删除',
    '第2行',
    '同上',
  ],
  ...[
    '南湾一院',
    '骨科',
    '张主任',
    '电话',
    '30分钟',
    '新客户',
    '拓展',
    '，下午',
    '今天',
    'Visit',
    'plan',
    'hello',
  ],
]

const piece = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...pieces) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
/** One piece again and again: what takes the square of its length shows here. */
const repeated = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.integer({ min: 50, max: 700 }))
  .map(([parts, times]) => parts.join('').repeat(times).slice(0, 8000))

/** A text that somebody might send who means no good. @param more pieces of the syntax that is read */
export function nastyText(more: readonly string[] = []): fc.Arbitrary<string> {
  const own = more.length > 0 ? fc.oneof(piece, { weight: 2, arbitrary: fc.constantFrom(...more) }) : piece
  return fc.oneof(
    { weight: 20, arbitrary: fc.array(own, { maxLength: 24 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: repeated },
  )
}

const keys = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'length',
    '0',
    'goals',
    'visits',
    'answers',
    'kind',
  ),
  fc.string({ maxLength: 4 }),
)
/** Any value that JSON may hold, with the names of which objects should not be made. */
export const nastyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.integer(), nastyText()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 4 }).map(asParsed),
  ),
})).value

/** As `JSON.parse` makes it: `__proto__` is a name like any other. */
function asParsed(entries: [string, unknown][]): unknown {
  return Object.fromEntries(entries)
}

/** The value with some of its parts replaced by anything. */
export function spoil(sample: unknown): fc.Arbitrary<unknown> {
  const paths: string[][] = []
  const walk = (value: unknown, path: string[]) => {
    if (path.length > 0) paths.push(path)
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
  }
  walk(sample, [])
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), fc.option(nastyJson, { nil: undefined })), { maxLength: 4 })
    .map((changes) =>
      changes.reduce((whole, [path, value]) => put(whole, path, value), structuredClone(sample)),
    )
}

/** Undefined takes the part away. */
function put(whole: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (typeof whole !== 'object' || whole === null || !Object.hasOwn(whole, key)) return whole
  const copy = (Array.isArray(whole) ? [...whole] : { ...whole }) as Record<string, unknown>
  if (rest.length > 0) copy[key] = put(copy[key], rest, value)
  else if (value === undefined) delete copy[key]
  else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true })
  return copy
}
