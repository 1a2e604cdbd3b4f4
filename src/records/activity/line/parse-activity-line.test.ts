import fc from 'fast-check'
import { Converter } from 'opencc-js'
import { describe, expect, it } from 'vitest'
import { customers, nameOf, readRows } from '../../../../tests/support/line-fixtures.ts'
import { parseActivityLine } from './parse-activity-line.ts'

const REFERENCE = '2026-11-18T08:00:00Z'

/** A reading in the columns of the fixtures: values of several activities joined by ; unless all are equal. */
function summarise(text: string, now = REFERENCE) {
  const { activities, asks, sharedMinutes } = parseActivityLine(text, {
    now: new Date(now),
    zone: 'Asia/Shanghai',
    customers,
  })
  const join = (values: (string | undefined)[]) => {
    const said = values.filter((value) => value !== undefined)
    return new Set(said).size === 1 ? (said[0] ?? '') : said.join(';')
  }
  return {
    kind: join(activities.map(({ kind }) => kind)),
    customer: activities
      .flatMap(({ customer, asks: own }) =>
        customer && (customer.id || !own.includes('customer')) ? [customer] : [],
      )
      .map((customer) => (customer.id ? nameOf(customer.id) : customer.typed))
      .join(';'),
    contact: join(activities.map(({ contact }) => contact)),
    minutes: String(sharedMinutes ?? '') || join(activities.map(({ minutes }) => minutes?.toString())),
    day: join(activities.map(({ day }) => day)),
    ask: asks.join(';'),
  }
}

const FILES = [
  'activity-lines.tsv',
  'colleague-lines.tsv',
  'unseen-lines.tsv',
  'blind-lines.tsv',
  'doubtful-lines.tsv',
  'spoken-lines.tsv',
]

describe.each(FILES)('the lines of %s', (file) => {
  it.each(readRows(file))(
    '%s',
    (text = '', kind = '', customer = '', contact = '', minutes = '', day = '', ask = '', now = '') => {
      expect(summarise(text, now || REFERENCE)).toEqual({ kind, customer, contact, minutes, day, ask })
    },
  )
})

const context = { now: new Date(REFERENCE), zone: 'Asia/Shanghai', customers }
const allLines = FILES.flatMap((file) =>
  readRows(file).map(([text = '', , , , , , , now]) => ({ text, now: now || REFERENCE })),
)

describe('what goes beyond the columns', () => {
  const read = (text: string) => parseActivityLine(text, context)
  const only = (text: string) => {
    const [activity, ...more] = read(text).activities
    expect(more).toEqual([])
    return activity
  }
  const idOf = (name: string) => customers.find((customer) => customer.name === name)?.id

  it.each([
    '拜访了3家新客户：康民诊所、仁爱门诊、同和药房',
    '今天拜访3家新客户：康民诊所、仁爱门诊、同和药房',
    '拜访了新客户3家：康民诊所、仁爱门诊、同和药房',
    '拜访了两家老客户：康民诊所、仁爱门诊',
  ])('notes of no entry how many there were: %s', (text) => {
    const { activities } = read(text)
    expect(activities.length).toBeGreaterThan(1)
    expect(activities.map(({ notes }) => notes)).toEqual(activities.map(() => ''))
  })

  it('keeps the rest of the line as typed for the notes', () => {
    expect(only('周二上午跑清溪县医院 新客户 一小时 张伟没在，留了资料')?.notes).toBe('没在，留了资料')
    expect(only('call 张伟 about the Quotation 8 minutes')?.notes).toBe('about the Quotation')
    expect(only('拜訪附院 老客戶 病人張三反饋良好')?.notes).toBe('病人張三反饋良好')
    expect(only('拜访附院赵教授 老客户 30分钟 约好下周三再来')?.notes).toBe('约好下周三再来')
    expect(only('今天下午去了市妇幼,见陈晓燕主任,老客户,聊了半小时')?.notes).toBe('')
  })

  it('never takes a patient for a contact or a customer', () => {
    expect(only('病人李某 男 45岁 骨折')).toMatchObject({
      asks: ['kind', 'customer'],
      notes: '病人李某 男 45岁 骨折',
    })
    expect(only('拜访附院 老客户 患者王芳女士复查')?.contact).toBeUndefined()
  })

  it.each([
    ['拜访附院 欧阳明月 老客户 30分钟', '欧阳明月'],
    ['拜访附院 护士长欧阳明月 老客户 30分钟', '欧阳明月'],
    ['拜访附院 高兴国主任 老客户 30分钟', '高兴国主任'],
    ['拜访附院 高兴 老客户 30分钟', undefined],
    ['拜访附院 东方药业 老客户 30分钟', undefined],
    ['拜访附院 何时 老客户', undefined],
  ])('knows a name from a word that begins with a surname: %s', (text, contact) => {
    expect(only(text)?.contact).toBe(contact)
  })

  it('offers whom a doubtful name may mean, the likeliest first', () => {
    expect(only('回访老客户 一院')?.customer).toMatchObject({
      typed: '一院',
      candidates: [idOf('南湾市第一人民医院')],
    })
    expect(only('拜访康明诊所 新客户')?.customer).toMatchObject({
      typed: '康明诊所',
      candidates: [idOf('霞湾康民诊所')],
    })
    expect(only('拜访李主任 老客户')?.customer?.candidates).toEqual([idOf('南湾市第一人民医院')])
  })

  it('asks when two customers bear one alias', () => {
    const twins = customers
      .map((customer) => ({ ...customer, aliases: [...customer.aliases, '二部'] }))
      .slice(0, 2)
    const reading = parseActivityLine('拜访二部 老客户', { ...context, customers: twins })
    expect(reading.asks).toEqual(['customer'])
    expect(reading.activities[0]?.customer?.candidates).toEqual(['c0', 'c1'])
  })

  it('takes the longer of two aliases that begin alike', () => {
    const alike = customers
      .slice(0, 2)
      .map((customer, at) => ({ ...customer, aliases: [at === 0 ? '东湖' : '东湖北'] }))
    const reading = parseActivityLine('拜访东湖北 老客户', { ...context, customers: alike })
    expect(reading.activities[0]?.customer?.id).toBe('c1')
  })

  it('says which kinds and days are still possible', () => {
    expect(only('见了仁爱门诊何医生')?.kindOptions).toEqual(['visit_new', 'visit_old'])
    expect(only('康民诊所 老客户 20分钟')?.kindOptions).toEqual(['visit_old', 'call'])
    expect(only('拜访附院 应该是老客户')?.kindOptions).toEqual(['visit_old', 'visit_new'])
    expect(only('拜访附院赵教授 新客户？')?.kindOptions).toEqual(['visit_new', 'visit_old'])
    expect(only('回访附院 新客户？')?.kindOptions).toEqual(['visit_new', 'visit_old'])
    expect(only('国庆节拜访附院')?.dayOptions).toHaveLength(7)
    expect(only('周五回访附院')?.dayOptions).toEqual(['2026-11-13', '2026-11-20'])
    expect(only('前几天回访附院')?.dayOptions).toEqual([])
  })

  it('counts what was said and not named', () => {
    expect(only('电话三个')?.unnamed).toBe(3)
    expect(read('电话三个:康民、同和').activities.map(({ unnamed }) => unnamed)).toEqual([
      undefined,
      undefined,
      1,
    ])
  })

  it('leaves a length said once for several customers to be divided', () => {
    const reading = read('拜访康民、同和 老客户 40分钟')
    expect(reading.sharedMinutes).toBe(40)
    expect(reading.activities.map(({ minutes }) => minutes)).toEqual([undefined, undefined])
  })

  it('reads each line of a list for itself, under the day of the first', () => {
    const { activities } = read(
      '昨天拜访康民 新 20分钟\n给市妇幼陈晓燕打电话 5分钟\n同和药房 送资料 老客户\n展柜坏了',
    )
    expect(activities.map(({ kind, minutes, day, notes }) => ({ kind, minutes, day, notes }))).toEqual([
      { kind: 'visit_new', minutes: 20, day: '2026-11-17', notes: '' },
      { kind: 'call', minutes: 5, day: '2026-11-17', notes: '' },
      { kind: undefined, minutes: undefined, day: '2026-11-17', notes: '送资料 展柜坏了' },
    ])
    expect(activities.map(({ customer }) => nameOf(customer?.id))).toEqual([
      '霞湾康民诊所',
      '南湾市妇幼保健院',
      '赤岭同和大药房',
    ])
    expect(activities[2]?.kindOptions).toEqual(['visit_old', 'call'])
    // A list of names shares what stands above it.
    expect(read('今天电话\n康民\n同和').activities.map(({ kind }) => kind)).toEqual(['call', 'call'])
  })

  it('does without any customers', () => {
    expect(parseActivityLine('拜访附院 老客户', { ...context, customers: [] }).asks).toEqual(['customer'])
  })
})

describe('any way of typing the same line', () => {
  const toTaiwan = Converter({ from: 'cn', to: 'tw' })
  const toHongKong = Converter({ from: 'cn', to: 'hk' })
  const toFullWidth = (text: string) =>
    text
      .replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
      .replaceAll(' ', '\u3000')

  const plainReadings = allLines.map(({ text, now }) => ({ text, now, plain: summarise(text, now) }))

  it.each([
    ['traditional characters of Taiwan', toTaiwan],
    ['traditional characters of Hong Kong', toHongKong],
    ['full-width characters', toFullWidth],
    ['more whitespace', (text: string) => `  ${text.replaceAll(' ', ' \t\u3000')}\n`],
  ])('reads the same from %s', (_, change) => {
    for (const { text, now, plain } of plainReadings) {
      const changed = summarise(change(text), now)
      // A customer that is to be created keeps the name as typed, so only known ones can be compared.
      const isKnown = customers.some(({ name }) => plain.customer.includes(name)) || plain.customer === ''
      expect({ text, ...changed, ...(isKnown ? {} : { customer: plain.customer }) }).toEqual({
        text,
        ...plain,
      })
    }
  })
})

describe('any text at all', () => {
  const words = allLines.flatMap(({ text }) => text.split(/[ ,，、(（)）]/)).filter((word) => word !== '')
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc
      .array(fc.constantFrom(...words, '、', '，', ' ', '和', '\u202e', '🎉', '30分'), { maxLength: 14 })
      .map((parts) => parts.join('')),
  )

  it('is read without an error, with valid places and asks that match what is missing', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const reading = parseActivityLine(text, context)
        expect(reading.activities.length).toBeGreaterThan(0)
        for (const activity of reading.activities) {
          const { kind, customer, day, asks, minutes } = activity
          expect(asks.includes('kind')).toBe(kind === undefined)
          expect(asks.includes('day')).toBe(day === undefined)
          if (!asks.includes('customer') && kind !== 'other') expect(customer).toBeDefined()
          if (asks.includes('customer')) expect(customer?.id).toBeUndefined()
          if (minutes !== undefined) expect(minutes).toBeGreaterThan(0)
          if (customer) expect(text.slice(customer.typedAt.start, customer.typedAt.end)).toBe(customer.typed)
          if (customer) expect(customer.typed).not.toBe('')
        }
      }),
      { numRuns: 700 },
    )
  })

  it.each([
    ['one word again and again', '拜访附院老客户30分钟'],
    ['digits', '1'],
    ['days', '周二11/17,'],
    ['heads', '电话 去 '],
    ['spaces', ' '],
    ['marks', '、，。'],
    ['latin words', 'a b '],
    ['numerals', '一二十'],
    ['halves of pairs', '\ud83c'],
  ])('of three thousand characters, made of %s, is read', (_, piece) => {
    const reading = parseActivityLine(piece.repeat(3000 / piece.length), context)
    expect(reading.activities.length).toBeGreaterThan(0)
  })
})

describe('two numbers with a stroke, of whoever writes English', () => {
  const read = (day: string, now = REFERENCE) => {
    const [activity] = parseActivityLine(`visited 附院, existing customer, ${day}, 20 min`, {
      ...{ now: new Date(now), zone: 'Europe/London', customers, isEitherFirst: true },
    }).activities
    return activity?.day ?? activity?.dayOptions.join(' ') ?? ''
  }

  it.each([
    ['5/11', '2026-11-05'],
    ['11/5', '2026-11-05'],
    ['17/11', '2026-11-17'],
    ['11/17', '2026-11-17'],
    ['27/10', '2026-10-27'],
    ['11/11', '2026-11-11'],
    // The other one is still to come.
    ['12/11', '2026-11-12'],
    ['10/11', '2026-11-10 2026-10-11'],
    ['5/11/2026', '2026-11-05 2026-05-11'],
    ['12/11/2026', '2026-11-12'],
    ['17/11/2026', '2026-11-17'],
    ['2026/11/5', '2026-11-05'],
  ])('%s is the day of the last two months, and asked about where both are', (text, days) => {
    expect(read(text)).toBe(days)
  })

  it('is last year’s in January, and no day in a fraction', () => {
    expect(read('30/12', '2027-01-08T08:00:00Z')).toBe('2026-12-30')
    const [activity] = parseActivityLine('visited 附院 existing customer 20 min, 1/11 of the stock is left', {
      ...{ ...context, isEitherFirst: true },
    }).activities
    expect(activity).toMatchObject({ day: '2026-11-18' })
  })

  it('has the month first in Chinese', () => {
    expect(parseActivityLine('11/5 拜访附院 老客户', context).activities[0]?.day).toBe('2026-11-05')
    expect(parseActivityLine('10/11 拜访附院 老客户', context).activities[0]?.day).toBe('2026-10-11')
  })
})
