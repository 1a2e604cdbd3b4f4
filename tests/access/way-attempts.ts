import type { LightMyRequestResponse } from 'fastify'
import type { Press } from '../../src/forms/card.ts'
import { formKey } from '../../src/forms/form.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import {
  type Attempt,
  approvalOf,
  putAccount,
  putDeadMessage,
  putDuty,
  putLine,
  putPlan,
  putReferral,
  putSession,
} from './subjects.ts'

/** What is sent: to an address, with a form, or with JSON where it goes to the API. */
export interface Sent {
  url: string
  form?: Readonly<Record<string, string>>
  json?: object
  /** In a browser of its own, whose session it ends. */
  isLast?: boolean
  /** Where everybody is answered, what the answer holds for whom it is meant. */
  holds?: string
}

const filing = JSON.stringify({ kind: 'file', type: 'weekly-plan', periodKey: '2026-W48' })

/** Every route, tried with what would be right from somebody who may. */
export const routeAttempts: Readonly<Record<string, (a: Attempt) => Promise<Sent>>> = {
  'GET /': async () => ({ url: '/' }),
  'GET /new/:type': async () => ({ url: '/new/weekly-plan' }),
  'GET /records/:id': async (a) => ({ url: `/records/${(await putPlan(a)).id}` }),
  'GET /records/:id/do/:action': async (a) => ({ url: `/records/${(await putPlan(a)).id}/do/approve` }),
  'POST /records/:id/act': async (a) => {
    const { recordId, revision, action } = approvalOf(await putPlan(a))
    return { url: `/records/${recordId}/act`, form: { revision: String(revision), action } }
  },
  'GET /records/:id/sealed': async (a) => ({ url: `/records/${(await putReferral(a)).id}/sealed` }),
  'POST /forms': async (a) => {
    const purpose = { kind: 'act', type: 'weekly-plan', ...approvalOf(await putPlan(a)) }
    return { url: '/forms', form: { _purpose: JSON.stringify(purpose), _submission: purpose.recordId } }
  },
  'POST /drafts': async () => ({ url: '/drafts', form: { _purpose: filing, goals: '半句' } }),
  'GET /tables/:type': async (a) => ({ url: '/tables/weekly-plan', holds: (await putPlan(a)).number }),
  'POST /tables/:type/export': async (a) => ({
    url: '/tables/weekly-plan/export',
    form: { format: 'csv' },
    holds: (await putPlan(a)).number,
  }),
  'GET /search/:of': async (a) => {
    const { id, number } = await putPlan(a)
    return { url: `/search/weekly-plan?q=${number}`, holds: id }
  },
  'POST /duties/:id': async (a) => ({
    url: `/duties/${await putDuty(a)}`,
    form: { action: 'excuse', reason: '培训' },
  }),
  'POST /undelivered/:id': async (a) => ({ url: `/undelivered/${await putDeadMessage(a)}`, form: {} }),
  'GET /sessions': async (a) => {
    const session = await putSession(a)
    const isOwn = a.actor.personId === a.subject.personId
    return { url: '/sessions', holds: isOwn ? session : a.subject.personId }
  },
  'POST /sessions/end': async (a) => {
    const session = await putSession(a)
    const isOwn = a.actor.personId === a.subject.personId
    const which: Record<string, string> = isOwn ? { session } : { person: a.subject.personId }
    return { url: '/sessions/end', form: which }
  },
  'POST /logout': async () => ({ url: '/logout', form: {}, isLast: true }),
  'GET /s/:token': async (a) => ({ url: await putLink(a) }),
  'POST /s/:token': async (a) => ({ url: await putLink(a), form: {}, isLast: true }),
  'GET /api/v1/me': async () => ({ url: '/api/v1/me' }),
  'GET /api/v1/records/:type': async (a) => ({
    url: '/api/v1/records/weekly-plan',
    holds: (await putPlan(a)).number,
  }),
  'GET /api/v1/records/:type/:id': async (a) => ({
    url: `/api/v1/records/weekly-plan/${(await putPlan(a)).id}`,
  }),
  'POST /api/v1/records/:type': async () => ({
    url: '/api/v1/records/weekly-plan',
    json: { periodKey: '2026-W48', answers: { goals: '回访' } },
  }),
  'POST /api/v1/records/:type/:id/:action': async (a) => {
    const { recordId, revision, action } = approvalOf(await putPlan(a))
    return {
      url: `/api/v1/records/weekly-plan/${recordId}/${action}`,
      json: { revision, answers: {} },
    }
  },
}

const putLink = async ({ office, subject }: Attempt) =>
  new URL(await issueLink(office, subject, { purpose: 'login' })).pathname

const approvalKey = async (a: Attempt) => formKey({ kind: 'act', ...approvalOf(await putPlan(a)) })

/** Every press, of a card that was sent to somebody else or made up. */
export const pressAttempts: Readonly<Record<Press['do'], (a: Attempt) => Promise<Press>>> = {
  act: async (a) => ({ do: 'act', ...approvalOf(await putPlan(a)) }),
  file: async () => ({ do: 'file', type: 'weekly-plan', periodKey: '2026-W48' }),
  'resume-draft': async (a) => ({ do: 'resume-draft', formKey: await approvalKey(a) }),
  'on-page': async (a) => ({ do: 'on-page', formKey: await approvalKey(a) }),
  'send-draft': async (a) => ({ do: 'send-draft', formKey: await approvalKey(a) }),
  answer: async (a) => ({ do: 'answer', formKey: await approvalKey(a), field: 'reason', text: '好' }),
  show: async (a) => ({ do: 'show', recordId: (await putPlan(a)).id }),
  'confirm-line': async (a) => ({ do: 'confirm-line', draftKey: await putLine(a) }),
  'correct-line': async (a) => ({ do: 'correct-line', draftKey: await putLine(a) }),
  'discard-line': async (a) => ({ do: 'discard-line', draftKey: await putLine(a) }),
  'answer-line': async (a) => ({
    do: 'answer-line',
    draftKey: await putLine(a),
    question: 'minutes',
    value: '30',
  }),
  duty: async (a) => ({ do: 'duty', dutyId: await putDuty(a), decision: 'extend' }),
  reveal: async (a) => ({ do: 'reveal', recordId: (await putReferral(a)).id, purpose: 'read' }),
  'link-person': async (a) => ({ do: 'link-person', ...(await putAccount(a)) }),
  'link-namesakes': async () => ({
    do: 'link-namesakes',
    platform: 'slack',
    workspace: 'T0FIELD001',
    seen: 'x',
  }),
  requeue: async (a) => ({ do: 'requeue', outboxId: await putDeadMessage(a) }),
  page: async () => ({ do: 'page', of: 'filing', page: 1 }),
}

/** No by status, or because the answer does not hold what it would. */
export function isAllowed({ statusCode, body }: LightMyRequestResponse, { holds }: Sent): boolean {
  if ([401, 403, 404, 410].includes(statusCode)) return false
  if (statusCode >= 400) throw new Error(`answered ${statusCode}: ${body.slice(0, 2000)}`)
  return holds === undefined || body.includes(holds)
}
