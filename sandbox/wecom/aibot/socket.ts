import { setTimeout as wait } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { isObject, type JsonObject, parseJson, stringOf } from '../../world/json.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { WecomError } from '../wecom-error.ts'
import { commands } from './commands.ts'
import type { BotConnection } from './local-bot.ts'
import { tellGone } from './tell-bot.ts'

/** Serves one connection of a program that wants to be the smart bot (document 101463). */
export function acceptBot(wecom: LocalWecom, socket: WebSocket): void {
  const { bot } = wecom
  const connection: BotConnection = { socket, isSubscribed: false, isSilent: false }
  bot.open.add(connection)
  socket.on('message', (data) => {
    if (!connection.isSilent) void wecom.activity.track(take(wecom, connection, String(data)))
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    bot.open.delete(connection)
    if (bot.live === connection) bot.live = null
    wecom.changes.emit('wecom-bot')
  })
}

async function take(wecom: LocalWecom, connection: BotConnection, text: string): Promise<void> {
  const parsed = parseJson(text)
  const frame = parsed.ok && isObject(parsed.value) ? parsed.value : {}
  const requestId = stringOf(isObject(frame.headers) ? frame.headers.req_id : undefined)
  const cmd = stringOf(frame.cmd)
  const body = isObject(frame.body) ? frame.body : {}
  const isBeat = cmd === 'ping'
  const entry = isBeat
    ? null
    : wecom.traffic.begin({
        direction: 'in',
        kind: 'wecom_bot',
        method: cmd,
        url: '',
        transport: 'socket',
        request: { body: 'secret' in body ? { ...body, secret: '…' } : body },
      })
  const fault = isBeat ? undefined : wecom.faults.takeBot(cmd)
  if (fault?.effect === 'delay') await wait(fault.delayMs)
  const isLost = fault?.effect === 'lost' || fault?.effect === 'close'
  const answer = isLost
    ? null
    : answerOrFault(wecom, connection, { cmd, requestId, body }, fault?.errcode, fault?.effect)
  const errcode = answer ? Number(answer.errcode) : null
  entry?.end({
    ok: errcode === 0,
    error: errcode === 0 ? null : (errcode?.toString() ?? fault?.effect ?? null),
    response: answer,
    ...(fault ? { faultId: fault.id } : {}),
  })
  if (fault?.effect === 'close') connection.socket.terminate()
  if (answer && fault?.effect !== 'ack-lost') send(connection, { headers: { req_id: requestId }, ...answer })
}

function answerOrFault(
  wecom: LocalWecom,
  connection: BotConnection,
  { cmd, requestId, body }: { cmd: string; requestId: string; body: JsonObject },
  errcode: number | undefined,
  effect: string | undefined,
): JsonObject {
  try {
    if (effect === 'errcode') throw new WecomError(errcode ?? -1)
    if (requestId === '') throw new WecomError(40058, 'headers.req_id is missing')
    if (cmd === 'aibot_subscribe') {
      subscribe(wecom, connection, body)
      return { errcode: 0, errmsg: 'ok' }
    }
    const run = Object.hasOwn(commands, cmd) ? commands[cmd] : undefined
    if (!run) throw new WecomError(40058, `cmd ${JSON.stringify(cmd)}`)
    // A connection that lost its place still has its heartbeats answered.
    if (cmd !== 'ping' && wecom.bot.live !== connection) throw new WecomError(846609)
    const result = run(wecom, { requestId, body, connection })
    return { errcode: 0, errmsg: 'ok', ...(result ? { body: result } : {}) }
  } catch (error) {
    if (error instanceof WecomError) return error.toBody(wecom.clock.nowMs())
    throw error
  }
}

/** The newest one is the bot; whoever was it before is told, and cut off. @throws WecomError 40001 */
function subscribe(wecom: LocalWecom, connection: BotConnection, body: JsonObject): void {
  const { bot } = wecom
  if (body.bot_id !== bot.account.id || body.secret !== bot.account.secret) throw new WecomError(40001)
  const before = bot.live
  connection.isSubscribed = true
  bot.live = connection
  bot.subscribed += 1
  bot.isForeign = false
  if (before && before !== connection) cutOff(wecom, before)
  wecom.changes.emit('wecom-bot')
}

export function cutOff(wecom: LocalWecom, connection: BotConnection): void {
  tellGone(wecom, connection)
  if (connection.isSilent) connection.socket.terminate()
  else connection.socket.close(1000)
}

function send(connection: BotConnection, frame: JsonObject): void {
  if (!connection.isSilent) connection.socket.send(JSON.stringify(frame))
}
