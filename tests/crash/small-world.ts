import { createHash } from 'node:crypto'
import { renderCard as renderForSlack } from '../../bots/slack/render/render-card.ts'
import { renderCard as renderForWecom } from '../../bots/wecom/render/render-card.ts'
import { createSandboxClient } from '../../sandbox/client.ts'
import { startSandbox } from '../../sandbox/server.ts'
import type { Card } from '../../src/forms/card.ts'
import { appendEvent } from '../../src/store/events.ts'
import { openTestStore } from '../support/databases.ts'
import type { Deed } from './do-deeds.ts'

const start = new Date('2026-11-20T08:00:00Z')
const minuteMs = 60_000
const teamId = 'nanwan'
const people = { chen: 'slack', xu: 'slack', tang: 'wecom' } as const
export type Who = keyof typeof people
const member = 'TangShuyao'

export interface Row {
  dedupeKey: string
  slotKey?: string
  card: Card
}

/**
 * What is left of a small company in which everything went well, in a store and a sandbox, without any process of the
 * product: chen's plan and leave were acknowledged, tang's line was, and everybody was told.
 */
export async function openSmallWorld() {
  const sandbox = await startSandbox({ now: start, clockRate: 0, rateLimited: false })
  const client = createSandboxClient(sandbox.url)
  const database = await openTestStore('sqlite')
  const { store } = database
  const { db } = store
  const dates = { createdAt: start, updatedAt: start }
  const deeds: Deed[] = []
  let members: Record<string, string> = {}

  const callSlack = async (method: string, body: object) => {
    const headers = { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' }
    const answer = await fetch(`${sandbox.slackApiUrl}${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return (await answer.json()) as { ok: boolean; channel: string; ts: string }
  }
  const callWecom = async (method: string, body: object) => {
    const { apiUrl, corpId, secret, agentId } = sandbox.wecom
    const login = await fetch(`${apiUrl}cgi-bin/gettoken?corpid=${corpId}&corpsecret=${secret}`)
    const { access_token: token } = (await login.json()) as { access_token: string }
    const init = { method: 'POST', body: JSON.stringify({ agentid: agentId, ...body }) }
    const answer = await fetch(`${apiUrl}cgi-bin/${method}?access_token=${token}`, init)
    return (await answer.json()) as { errcode: number; msgid: string; response_code?: string }
  }

  const contentOf = ({ card, dedupeKey }: Row) => {
    const { blocks, text } = renderForSlack(card, { language: 'zh-CN' })
    return { blocks, text, metadata: { event_type: 'fieldpost_delivery', event_payload: { key: dedupeKey } } }
  }
  const post = (to: Who | 'sales-nanwan', row: Row) =>
    callSlack('chat.postMessage', { channel: members[to], ...contentOf(row) })
  const change = ({ channel, ts }: { channel: string; ts: string }, row: Row) =>
    callSlack('chat.update', { channel, ts, ...contentOf(row) })
  /** @param taskId of the card, where it comes under another one */
  const send = async ({ card, dedupeKey }: Row, taskId?: string) => {
    const [message] = renderForWecom(card, { key: dedupeKey, pagesUrl: 'https://fieldpost.example' })
    const isCard = message?.msgtype === 'template_card' && taskId !== undefined
    const named = isCard ? { template_card: { ...message.template_card, task_id: taskId } } : {}
    return callWecom('message/send', { touser: member, ...message, ...named })
  }

  /** Ticked off in the outbox. */
  const tickOff = async (to: Who | 'sales-nanwan', { dedupeKey, slotKey, card }: Row) => {
    const now = await client.clock.now()
    const isWho = to !== 'sales-nanwan'
    await db.outbox.create({
      data: {
        platform: isWho ? people[to] : 'slack',
        target: isWho ? `person:${to}` : 'channel:sales-nanwan',
        slotKey: slotKey ?? null,
        dedupeKey,
        card: card as object,
        state: 'sent',
        createdAt: now,
        sentAt: now,
      },
    })
  }
  const notePlace = async (
    to: Who | 'sales-nanwan',
    slotKey: string,
    place: { channel: string; ts: string },
  ) => {
    const isWho = to !== 'sales-nanwan'
    const platform = isWho ? people[to] : 'slack'
    const target = isWho ? `person:${to}` : 'channel:sales-nanwan'
    const { channel, ts } = place
    await db.sentMessage.create({ data: { platform, target, slotKey, channel, ts, updatedAt: start } })
  }
  /** Put in, sent and noted; where it stands. */
  const tell = async (to: Who | 'sales-nanwan', row: Row) => {
    await tickOff(to, row)
    const place = to === 'tang' ? placeOf(await send(row)) : await post(to, row)
    if (row.slotKey !== undefined) await notePlace(to, row.slotKey, place)
    return place
  }
  const placeOf = ({ msgid, response_code = '' }: { msgid: string; response_code?: string }) => ({
    channel: member,
    ts: `${msgid}|${response_code}`,
  })

  const file = async (type: 'leave' | 'weekly-plan' | 'activity', by: Who, text: string) => {
    const id = `${type} of ${by}`
    const base = { type, number: id, status: 'submitted', ownerId: by, teamId, revision: 1 }
    const details = {
      leave: {
        leave: { create: { kind: 'annual', fromDay: '2026-12-01', toDay: '2026-12-01', reason: text } },
      },
      'weekly-plan': { weeklyPlan: { create: { goals: text } } },
      activity: { activity: { create: { kind: 'visit', day: '2026-11-20', note: text } } },
    }[type]
    await store.transaction(async (tx) => {
      await tx.record.create({ data: { id, ...base, ...dates, statusAt: start, ...details } })
      await appendEvent(tx, {
        at: start,
        actorId: by,
        platform: 'slack',
        kind: 'record.filed',
        recordId: id,
        diff: {},
      })
    })
    return id
  }
  const note = async (kind: Deed['kind'], by: Who, text: string, isAcknowledged = true) => {
    const at = await client.clock.now()
    const platform = people[by]
    deeds.push({ by, platform, kind, text, isAcknowledged, answer: '', askedAt: at, answeredAt: at })
  }
  const owe = (kind: string, by: Who, recordId?: string) =>
    db.duty.create({
      data: {
        id: `${kind} of ${by}`,
        ...{ personId: by, teamId, kind, periodKey: '2026-W48', createdAt: start },
        ...{ dueAt: new Date('2026-11-20T10:00:00Z'), state: recordId ? 'filed' : 'overdue' },
        ...(recordId ? { recordId, closedAt: start } : {}),
      },
    })
  /** A rung of the ladder that told of it; as many as there are share the message. */
  const climb = async (rung: string, dutyIds: readonly string[], slotKey?: string) => {
    for (const dutyId of dutyIds)
      await db.dutyRung.create({
        data: { dutyId, rung, outcome: 'slack:chen', at: start, slotKey: slotKey ?? null },
      })
  }

  const open = async () => {
    await database.clear()
    await client.reset()
    await client.clock.set(start)
    deeds.length = 0
    const { users, channels } = await client.state()
    members = Object.fromEntries([
      ...users.map(({ handle, id }) => [handle, id]),
      ...channels.map(({ name, id }) => [name, id]),
    ])
    await db.team.create({ data: { id: teamId, key: teamId, name: '南湾一组' } })
    for (const id of Object.keys(people))
      await db.person.create({
        data: { id, name: id, teamId, language: 'zh-CN', zone: 'Asia/Shanghai', ...dates },
      })
    const known = { workspace: sandbox.wecom.corpId, platformUserId: member, displayName: 'tang', ...dates }
    await db.identity.create({ data: { platform: 'wecom', personId: 'tang', ...known } })

    await owe('weekly-report', 'chen')
    const plan = await file('weekly-plan', 'chen', '目标甲')
    await owe('weekly-plan', 'chen', plan)
    await owe('weekly-plan', 'xu')
    await climb('draft', ['weekly-plan of chen'])
    await tell('chen', { ...draft, card: asking('周计划', ['weekly-plan']) })
    await client.clock.advance(minuteMs)
    await note('plan', 'chen', '目标甲')
    const { channel, ts } = await db.sentMessage.findFirstOrThrow()
    const filed = {
      ...draft,
      dedupeKey: `${draft.slotKey}:filed`,
      card: { title: '周计划 已提交', isQuiet: true },
    }
    await tickOff('chen', filed)
    await change({ channel, ts }, filed)

    await file('leave', 'chen', '事由乙')
    await note('leave', 'chen', '事由乙')
    await tell('chen', { dedupeKey: 'leave:filed', slotKey: 'record:leave', card: { title: '请假 事由乙' } })
    await tell('chen', { dedupeKey: 'welcome', card: { title: '欢迎' } })

    await file('activity', 'tang', '记录丙')
    await note('line', 'tang', '记录丙')
    await tell('tang', line)
    await note('confirm', 'tang', '记录丙', false)
    await tell('tang', { dedupeKey: 'notice', card: { title: '提示丁' } })
  }

  return {
    client,
    store,
    deeds,
    open,
    post,
    change,
    send,
    tell,
    tickOff,
    climb,
    file,
    later: () => client.clock.advance(minuteMs),
    close: async () => {
      await database.close()
      await sandbox.close()
    },
  }
}

/** The reminder of the plan's first draft, told before the plan was sent. */
export const draft = {
  dedupeKey: 'duty:weekly-plan of chen:draft',
  slotKey: 'duty:weekly-plan of chen:draft',
}

export const line: Row = {
  dedupeKey: 'line:丙',
  slotKey: 'draft:丙',
  card: { title: '记录丙', buttons: [{ label: '确认', press: { do: 'confirm-line', draftKey: '丙' } }] },
}

/** The id under which a card comes that is not taken under its first one any more. */
export const nextIdOf = ({ dedupeKey }: Row) => hash(hash(`${dedupeKey} 0`))
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** A card that asks its reader to write what is due. */
export const asking = (title: string, types: readonly string[]): Card => ({
  title,
  buttons: types.map((type) => ({
    label: type,
    press: { do: 'file', type, periodKey: '2026-W48' } as const,
  })),
})
