import { z } from 'zod'
import { NotFound } from '../errors.ts'
import type { Press } from './card.ts'

/** A press as a button's value: a short list, its kind first. */
const codec = z.union([
  z.tuple([z.literal('act'), z.string(), z.number().int(), z.string()]),
  z.tuple([z.literal('file'), z.string(), z.string().nullable()]),
  z.tuple([z.enum(['resume-draft', 'on-page']), z.string()]),
  z.tuple([z.literal('send-draft'), z.string(), z.number().int().optional()]),
  z.tuple([z.literal('answer'), z.string(), z.string(), z.string()]),
  z.tuple([z.literal('show'), z.string()]),
  z.tuple([z.enum(['confirm-line', 'correct-line', 'discard-line']), z.string()]),
  z.tuple([z.literal('answer-line'), z.string(), z.string(), z.string()]),
  z.tuple([z.literal('duty'), z.string(), z.enum(['extend', 'excuse', 'nudge', 'show'])]),
  z.tuple([z.literal('reveal'), z.string(), z.enum(['read', 'fill']), z.string().nullable()]),
  z.tuple([z.enum(['link-person', 'link-namesakes']), z.string(), z.string(), z.string()]),
  z.tuple([z.literal('requeue'), z.string()]),
  z.tuple([z.literal('page'), z.string(), z.number().int()]),
])
type Coded = z.infer<typeof codec>

/** A button of any platform takes a press of so many bytes of UTF-8. */
const anyButtonBytes = 1000

/** Whether a press that carries what somebody said can be offered as a button; every other press can. */
export const fitsButton = (press: Press): boolean =>
  Buffer.byteLength(JSON.stringify(encode(press))) <= anyButtonBytes

/** @throws TypeError when it is longer than a button of the platform holds, which no press of ours comes near */
export function writePress(press: Press, maxLength: number): string {
  const value = JSON.stringify(encode(press))
  if (value.length > maxLength) throw new TypeError(`press ${press.do} is too long for a button`)
  return value
}

/** @throws NotFound when the button is of an older program or none of ours */
export function readPress(value: string | undefined): Press {
  let raw: unknown
  try {
    raw = JSON.parse(value ?? '')
  } catch {
    throw new NotFound('press')
  }
  const parsed = codec.safeParse(raw)
  if (!parsed.success) throw new NotFound('press')
  return decode(parsed.data)
}

function encode(press: Press): Coded {
  switch (press.do) {
    case 'act':
      return ['act', press.recordId, press.revision, press.action]
    case 'file':
      return ['file', press.type, press.periodKey ?? null]
    case 'resume-draft':
    case 'on-page':
      return [press.do, press.formKey]
    case 'send-draft':
      return press.over === undefined
        ? ['send-draft', press.formKey]
        : ['send-draft', press.formKey, press.over]
    case 'answer':
      return ['answer', press.formKey, press.field, press.text]
    case 'show':
      return ['show', press.recordId]
    case 'answer-line':
      return ['answer-line', press.draftKey, press.question, press.value]
    case 'duty':
      return ['duty', press.dutyId, press.decision]
    case 'reveal':
      return ['reveal', press.recordId, press.purpose, press.action ?? null]
    case 'link-person':
      return ['link-person', press.platform, press.workspace, press.platformUserId]
    case 'link-namesakes':
      return ['link-namesakes', press.platform, press.workspace, press.seen]
    case 'requeue':
      return ['requeue', press.outboxId]
    case 'page':
      return ['page', press.of, press.page]
    default:
      return [press.do, press.draftKey]
  }
}

function decode(coded: Coded): Press {
  switch (coded[0]) {
    case 'act':
      return { do: 'act', recordId: coded[1], revision: coded[2], action: coded[3] }
    case 'file':
      return { do: 'file', type: coded[1], ...(coded[2] === null ? {} : { periodKey: coded[2] }) }
    case 'resume-draft':
    case 'on-page':
      return { do: coded[0], formKey: coded[1] }
    case 'send-draft':
      return { do: 'send-draft', formKey: coded[1], ...(coded[2] === undefined ? {} : { over: coded[2] }) }
    case 'answer':
      return { do: 'answer', formKey: coded[1], field: coded[2], text: coded[3] }
    case 'show':
      return { do: 'show', recordId: coded[1] }
    case 'answer-line':
      return { do: 'answer-line', draftKey: coded[1], question: coded[2], value: coded[3] }
    case 'duty':
      return { do: 'duty', dutyId: coded[1], decision: coded[2] }
    case 'reveal': {
      const action = coded[3] === null ? {} : { action: coded[3] }
      return { do: 'reveal', recordId: coded[1], purpose: coded[2], ...action }
    }
    case 'link-person':
      return { do: 'link-person', platform: coded[1], workspace: coded[2], platformUserId: coded[3] }
    case 'link-namesakes':
      return { do: 'link-namesakes', platform: coded[1], workspace: coded[2], seen: coded[3] }
    case 'requeue':
      return { do: 'requeue', outboxId: coded[1] }
    case 'page':
      return { do: 'page', of: coded[1], page: coded[2] }
    default:
      return { do: coded[0], draftKey: coded[1] }
  }
}
