import type { ViewOutput } from '@slack/bolt'
import fc from 'fast-check'
import { identifyDelivery, isForUs } from '../../bots/slack/receive/delivery-id.ts'
import { shortenCommand } from '../../bots/slack/receive/shorten-command.ts'
import { shortenMessage } from '../../bots/slack/receive/shorten-message.ts'
import { unescapeText } from '../../bots/slack/receive/unescape-text.ts'
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
  actions: [{ action_ts: '1.2', action_id: 'press:0', block_id: 'buttons:0', value: '["show","x"]' }],
}

/** What is done to every delivery before it is kept. */
export const slackBodyTarget: FuzzTarget = {
  name: 'slack-body',
  share: 150,
  input: fc.oneof(
    ...[event, command, submission, press].map((sample) => spoil(sample)),
    nastyText(['/log', '/refer', '<tel:13800138000|138 0013 8000>', '&lt;', '&amp;']).map((text) => ({
      ...event,
      event: { ...event.event, text },
    })),
    nastyText(['日志', '转诊', '/', '计划']).map((text) => ({ ...command, text })),
  ),
  decode: (body: Record<string, unknown>) => {
    identifyDelivery(body)
    const {
      event: told,
      command: typed,
      text,
    } = body as {
      event?: { text?: unknown; type?: string }
      command?: unknown
      text?: unknown
    }
    if (told?.type === 'message') {
      isForUs(told)
      const kept = shortenMessage(told as Parameters<typeof shortenMessage>[0])
      if (typeof kept.text === 'string' && holdsIdentity(unescapeText(kept.text)))
        throw new Error('a number would be kept in clear')
    }
    if (typeof typed === 'string' && typeof text === 'string') {
      const kept = shortenCommand(typed, text)
      if (holdsIdentity(kept.text)) throw new Error('a number would be kept in clear')
    }
  },
}

/** A modal that comes back, whatever became of it on the way. */
export const slackViewTarget: FuzzTarget = {
  name: 'slack-view',
  share: 120,
  input: fc.oneof(
    spoil(view),
    fc
      .dictionary(
        nastyText([':', '~1', 'visits:0:', '__proto__']),
        fc.dictionary(nastyText(['text', 'one']), spoilable()),
      )
      .map((values) => ({ ...view, state: { values } })),
    nastyJson.map((note) => ({ ...view, private_metadata: JSON.stringify(note) })),
  ),
  decode: (given: unknown) => {
    // Slack's own frame is Slack's to keep: what it signs has a state with values.
    const { private_metadata, state } = given as { private_metadata: unknown; state?: { values?: unknown } }
    if (typeof private_metadata !== 'string' || !isDeepRecord(state?.values)) return undefined
    const came = { private_metadata, state } as Pick<ViewOutput, 'private_metadata' | 'state'>
    const read = tolerate(['ZodError', '$ZodError', 'SyntaxError'], () => readForm(came))
    if (({} as Record<string, unknown>).value !== undefined) throw new Error('a prototype was written')
    return read
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isDeepRecord = (value: unknown) =>
  isRecord(value) &&
  Object.values(value).every(
    (elements) =>
      isRecord(elements) &&
      Object.values(elements).every(
        (element) =>
          isRecord(element) &&
          (element.selected_option === undefined || isRecord(element.selected_option)) &&
          (element.selected_options === undefined ||
            (Array.isArray(element.selected_options) && element.selected_options.every(isRecord))),
      ),
  )
