import type { ViewOutput } from '@slack/bolt'
import fc from 'fast-check'
import { identifyDelivery } from '../../bots/slack/receive/delivery-id.ts'
import { parseBody } from '../../bots/slack/receive/parse-body.ts'
import { type Delivery, readDelivery } from '../../bots/slack/receive/read-delivery.ts'
import { isForUs } from '../../bots/slack/receive/shapes/event.ts'
import { shortenCommand } from '../../bots/slack/receive/shorten-command.ts'
import { shortenMessage } from '../../bots/slack/receive/shorten-message.ts'
import { unescapeText } from '../../bots/slack/receive/unescape-text.ts'
import { isTouched, keepTyped } from '../../bots/slack/render/keep-typed.ts'
import { readForm } from '../../bots/slack/render/read-form.ts'
import { holdsIdentity } from '../../src/fields/identity.ts'
import { type FuzzTarget, tolerate } from './fuzz-target.ts'
import { nastyJson, nastyText, spoil } from './nasty-text.ts'

const event = {
  type: 'event_callback',
  event_id: 'Ev1',
  event: {
    type: 'message',
    channel: 'D1',
    user: 'U1',
    ts: '1.2',
    event_ts: '1.2',
    channel_type: 'im',
    text: '拜访',
  },
}
const command = { command: '/log', text: '拜访南湾一院 30分钟', trigger_id: '1.2', user_id: 'U1' }
const view = {
  id: 'V1',
  hash: '1.x',
  callback_id: 'form',
  title: { type: 'plain_text', text: '周计划' },
  blocks: [
    { type: 'input', block_id: 'goals', element: { type: 'plain_text_input', action_id: 'text' } },
    { type: 'section', block_id: 'visits:head', text: { type: 'mrkdwn', text: '拜访' } },
  ],
  private_metadata: JSON.stringify({
    p: { kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' },
    l: { visits: [[0, 1], 2] },
    v: 0,
  }),
  state: {
    values: {
      goals: { text: { type: 'plain_text_input', value: '目标' } },
      'visits:0:customer': { 'find:customer': { selected_option: { value: 'c1' } } },
      'visits:1:day': { date: { selected_date: '2026-11-24' } },
    },
  },
}
const submission = { type: 'view_submission', trigger_id: '1.2', user: { id: 'U1' }, view }
const press = {
  type: 'block_actions',
  user: { id: 'U1' },
  trigger_id: '1.2',
  container: { type: 'message', channel_id: 'C1', message_ts: '1.2' },
  actions: [
    { type: 'button', action_ts: '1.2', action_id: 'press:0', block_id: 'buttons:0', value: '["show","x"]' },
  ],
}
const search = {
  type: 'block_suggestion',
  user: { id: 'U1' },
  action_id: 'find:customer',
  block_id: 'b',
  value: '南',
}

/** As it stands on the wire. */
interface Sent {
  text: string
  contentType: string
}
const asJson = (body: unknown): Sent => ({ text: JSON.stringify(body), contentType: 'application/json' })
const formType = 'application/x-www-form-urlencoded; charset=utf-8'
const asForm = (fields: string[][]): Sent => ({
  text: new URLSearchParams(fields).toString(),
  contentType: formType,
})
const asPayload = (body: unknown): Sent => asForm([['payload', JSON.stringify(body)]])
const asFields = (body: unknown): Sent =>
  asForm(
    Object.entries(Object(body)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  )

const textOf = (bytes: Uint8Array): Sent[] =>
  ['application/json', formType].map((contentType) => ({ text: Buffer.from(bytes).toString(), contentType }))
/** Bytes that are none of it, and bytes of which some are others. */
const broken = (sample: fc.Arbitrary<Sent>) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 200 }).chain((bytes) => fc.constantFrom(...textOf(bytes))),
    fc
      .tuple(
        sample,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }),
      )
      .map(([{ text, contentType }, changes]) => {
        const bytes = Buffer.from(text)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        return { text: bytes.toString(), contentType }
      }),
    nastyText([
      'payload=',
      '%7B',
      '%',
      '&',
      '=',
      'command=%2Flog',
      'ssl_check=1',
      '{"event":',
      '[',
      ']',
    ]).chain((text) =>
      fc.constantFrom({ text, contentType: formType }, { text, contentType: 'application/json' }),
    ),
  )

/** By the very door: what is refused there goes no further, and nothing behind it has to be told. */
function receive({ text, contentType }: Sent): Delivery | undefined {
  const body = parseBody(text, contentType)
  const delivery = body && tolerate(['MalformedDelivery'], () => readDelivery(body))
  if (({} as Record<string, unknown>).value !== undefined) throw new Error('a prototype was written')
  return delivery as Delivery | undefined
}

const wellSent = fc.oneof(
  spoil(event).map(asJson),
  spoil(command).map(asFields),
  ...[submission, press, search].map((sample) => spoil(sample).map(asPayload)),
  nastyText(['/log', '/refer', '<tel:13800138000|138 0013 8000>', '&lt;', '&amp;']).map((text) =>
    asJson({ ...event, event: { ...event.event, text } }),
  ),
  nastyText(['日志', '转诊', '/', '计划']).map((text) => asFields({ ...command, text })),
)

/** What is done to every delivery before it is kept. */
export const slackBodyTarget: FuzzTarget = {
  name: 'slack-body',
  share: 150,
  input: fc.oneof({ weight: 4, arbitrary: wellSent }, { weight: 1, arbitrary: broken(wellSent) }),
  decode: (sent: Sent) => {
    const delivery = receive(sent)
    if (!delivery) return
    identifyDelivery(delivery)
    const { about, body } = delivery
    if (about === 'event' && body.event.type === 'message') {
      isForUs(body.event)
      const kept = shortenMessage(body.event)
      if (kept.text !== undefined && holdsIdentity(unescapeText(kept.text)))
        throw new Error('a number would be kept in clear')
    }
    if (about === 'command' && body.text !== undefined) {
      const kept = shortenCommand(body.command, body.text)
      if (holdsIdentity(kept.text)) throw new Error('a number would be kept in clear')
    }
  },
}

const submitted = fc
  .oneof(
    spoil(view),
    fc
      .dictionary(
        nastyText([':', '~1', 'visits:0:', '__proto__']),
        fc.dictionary(nastyText(['text', 'one']), spoilable()),
      )
      .map((values) => ({ ...view, state: { values } })),
    nastyJson.map((note) => ({ ...view, private_metadata: JSON.stringify(note) })),
  )
  .chain((given) =>
    fc.constantFrom('view_submission', 'view_closed').map((type) => ({ ...submission, type, view: given })),
  )

/** A modal that comes back, whatever became of it on the way. */
export const slackViewTarget: FuzzTarget = {
  name: 'slack-view',
  share: 120,
  input: submitted.map(asPayload),
  decode: (sent: Sent) => {
    const delivery = receive(sent)
    if (delivery?.about !== 'view_submission' && delivery?.about !== 'view_closed') return undefined
    // Bolt gives the listeners what came through the door, under its own type.
    const came = delivery.body.view as unknown as ViewOutput
    if (!isTouched(came) && delivery.about === 'view_closed') return undefined
    keepTyped(came, 'x')
    // A note is ours, whatever version of us wrote it.
    return tolerate(['ZodError', '$ZodError', 'SyntaxError'], () => readForm(came))
  },
}

function spoilable() {
  return fc.record(
    {
      value: nastyText(),
      selected_date: nastyText(),
      selected_options: fc.array(fc.record({ value: nastyText() }), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
}
