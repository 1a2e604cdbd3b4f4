import { describe, expect, it } from 'vitest'
import { unescapeText } from '../../bots/slack/receive/unescape-text.ts'
import { findEncrypted } from '../../bots/wecom/receive/envelope.ts'
import { parseXml } from '../../bots/wecom/receive/read-xml.ts'
import { widenMarks } from '../../bots/wecom/render/widen-marks.ts'
import { writeMarkdown } from '../../bots/wecom/smart-bot/write-markdown.ts'
import { findCommand } from '../../src/commands/find-command.ts'
import { holdsIdentity } from '../../src/fields/identity.ts'
import { blankPatient, leaveOutPatient, leaveOutPerson } from '../../src/fields/patient-lines.ts'
import { parseTemplate } from '../../src/forms/message/parse-template.ts'
import { parseActivityLine } from '../../src/records/activity/line/parse-activity-line.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { askedFields } from '../../src/records/record-type.ts'
import { personHeadings, readPersonLine } from '../../src/services/importing/read-person-line.ts'
import { toOwnPath } from '../../src/services/links/own-path.ts'
import { foldText } from '../../src/text/fold-text.ts'
import { isInvisible } from '../../src/text/is-invisible.ts'
import { settleDirection } from '../../src/text/settle-direction.ts'
import { filing, namedTypes } from '../support/asked-forms.ts'
import { customers } from '../support/line-fixtures.ts'

/** Pieces that make patterns try again and again, as long as anything that reaches a reader may be. */
const pieces = [
  'a',
  '1',
  ' ',
  '\t',
  '\n',
  '　',
  '<',
  '<a',
  '|',
  ',',
  '，',
  '：',
  '患者',
  '患者 ',
  '1 ',
  '+',
  '+(',
  '-',
  '(',
  '（',
  '\\',
  '\u200b',
  '\u202b',
  '@',
  '.',
  '1.',
  '- ',
  '> ',
  '】',
  '*',
  '_',
  '~',
  '【',
  '13',
  '姓名',
  '0',
  'e\u0301',
  '周一',
  '和',
  '分钟',
  '一',
]
const longest = 20_000
const form = (() => {
  const [, type] = namedTypes.find(([id]) => id === 'weekly-plan') ?? []
  if (!type) throw new Error('no plan')
  return buildForm(
    type,
    askedFields(type),
    filing(type),
    'zh-CN',
    { title: '周计划', submitLabel: '提交' },
    { answers: {}, names: { of: () => 'x' } },
  )
})()

const readers: Record<string, (text: string) => unknown> = {
  holdsIdentity,
  blankPatient,
  leaveOutPatient,
  leaveOutPerson,
  foldText,
  isInvisible,
  settleDirection,
  unescapeText,
  findEncrypted,
  parseXml,
  widenMarks,
  writeMarkdown,
  toOwnPath,
  activityLine: (text) =>
    parseActivityLine(text.slice(0, 3000), {
      now: new Date('2026-11-18T08:00:00Z'),
      zone: 'Asia/Shanghai',
      customers,
    }),
  findCommand: (text) => findCommand(text.slice(0, 3000)),
  parseTemplate: (text) => parseTemplate(form, text.slice(0, 3000), { today: '2026-11-18' }),
  personLine: (text) =>
    readPersonLine(
      {
        line: 2,
        cells: Object.fromEntries(Object.keys(personHeadings).map((key) => [key, text.slice(0, 3000)])),
      },
      { zone: 'Asia/Shanghai', language: 'zh-CN' },
    ),
  fields: (text) =>
    namedTypes.map(([, type]) =>
      Object.values(askedFields(type)).map((field) => field.parse(text, { today: '2026-11-18' })),
    ),
}

const fill = (head: string, body: string, length: number) =>
  head + body.repeat(Math.ceil(length / body.length))

/** Two pieces in turn, and one before the other again and again: where a pattern begins and where it goes on. */
const pairs = pieces.flatMap((one) =>
  pieces
    .filter((other) => other !== one)
    .flatMap((other) => [
      { head: '', body: one + other },
      { head: one, body: other },
    ]),
)

/** No pattern takes the square of what it reads (ASVS 1.3.12): twice the text takes twice the time, not four times. */
describe.each(Object.entries(readers))('%s', (_, read) => {
  // Of the processor, which a busy machine also gives to others.
  const timeMs = (text: string) => {
    const from = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1_000
  }

  it('reads the longest text of any one piece in no time', () => {
    for (const piece of pieces) {
      for (const end of ['', '!']) {
        const isQuick = timeMs(fill('', piece, longest) + end) < 1_000
        expect([piece, end, isQuick]).toEqual([piece, end, true])
      }
    }
  })

  it('reads the longest text of two pieces in no time', () => {
    // Some thousands: whoever takes longest with a short text goes on to a longer one.
    const slowest = (from: typeof pairs, length: number, count: number) =>
      from
        .map((pair) => ({ ...pair, tookMs: timeMs(`${fill(pair.head, pair.body, length)}!`) }))
        .toSorted((a, b) => b.tookMs - a.tookMs)
        .slice(0, count)
    for (const { head, body } of slowest(slowest(pairs, 60, 100), 600, 15)) {
      const isQuick = timeMs(`${fill(head, body, longest)}!`) < 1_000
      expect([head, body, isQuick]).toEqual([head, body, true])
    }
  })
})
