import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Place } from '../slack/delivery/block-actions.ts'
import { runCommand } from '../slack/delivery/commands.ts'
import { emitEvent } from '../slack/delivery/events.ts'
import { type ActOutcome, actOutcome } from '../slack/delivery/outcome.ts'
import { runShortcut } from '../slack/delivery/shortcuts.ts'
import { requestSuggestions } from '../slack/delivery/suggestions.ts'
import { dismissModal, submitModal } from '../slack/delivery/view-submissions.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { openBotDm, openDm } from '../slack/workspace/conversations.ts'
import { storeFile } from '../slack/workspace/files.ts'
import { addMember, removeMember } from '../slack/workspace/membership.ts'
import { viewWithState } from '../slack/workspace/modals.ts'
import { actOnElement, chooserFor } from './act-on-element.ts'
import { fillSchema, offeredKey } from './choose-value.ts'
import { ControlError } from './control-error.ts'
import { findTarget, targetSchema } from './find-target.ts'
import { getChannel, getMessage, getModal, getOwnChannel, getUser } from './lookups.ts'
import { type Message, type Modal, showChannel, showMessage, showModals } from './project-state.ts'
import { readActor, readBody } from './read-request.ts'
import { typeMessage } from './type-message.ts'

const placeSchema = z.union([
  z.strictObject({ message: z.strictObject({ channel: z.string(), ts: z.string() }) }),
  z.strictObject({ modal: z.union([z.literal(true), z.string()]) }),
  z.strictObject({ home: z.literal(true) }),
])

export type PlaceInput = z.input<typeof placeSchema>

const wait = z.boolean().default(true)
const schemas = {
  message: z.strictObject({
    channel: z.string(),
    text: z.string().default(''),
    threadTs: z.string().optional(),
    files: z.array(z.string()).default([]),
  }),
  command: z.strictObject({
    command: z.string().regex(/^\/\S+$/),
    text: z.string().default(''),
    channel: z.string().default('dm'),
    threadTs: z.string().optional(),
    wait,
  }),
  act: z.strictObject({ in: placeSchema, target: targetSchema, value: fillSchema.optional(), wait }),
  fill: z.strictObject({ values: z.record(z.string(), fillSchema), viewId: z.string().optional() }),
  submit: z.strictObject({ viewId: z.string().optional(), wait }),
  close: z.strictObject({ viewId: z.string().optional(), all: z.boolean().default(false), wait }),
  suggest: z.strictObject({ in: placeSchema, target: targetSchema, query: z.string() }),
  home: z.strictObject({}),
  dm: z.strictObject({ with: z.string().optional() }),
  shortcut: z.strictObject({
    callbackId: z.string(),
    message: z.strictObject({ channel: z.string(), ts: z.string() }).optional(),
    wait,
  }),
  upload: z.strictObject({
    filename: z.string().min(1),
    contentBase64: z.base64(),
    mimetype: z.string().optional(),
  }),
  membership: z.strictObject({ channel: z.string() }),
  invite: z.strictObject({ channel: z.string(), who: z.string() }),
}

/** What an act answers: how it went, and what lies on the person's screen afterwards. */
export interface ActResult extends ActOutcome {
  modals: Modal[]
  message?: Message
}

/** Everything a person of the workspace can do. */
export function registerActRoutes(app: FastifyInstance, slack: LocalSlack): void {
  const result = (user: string, outcome: ActOutcome): ActResult => ({
    ...outcome,
    modals: showModals(slack, user),
  })

  /** Waits for the app's ack, or not: then the act goes on in the background. */
  const perform = async (user: string, isWaiting: boolean, work: Promise<ActOutcome>) => {
    if (isWaiting) return result(user, await work)
    void slack.activity.track(work)
    return result(user, actOutcome('sent', null))
  }

  const resolve = (user: string, place: z.output<typeof placeSchema>): Place => {
    if ('message' in place) {
      const channel = getOwnChannel(slack, user, place.message.channel)
      return { kind: 'message', channel, message: getMessage(channel, user, place.message.ts) }
    }
    if ('modal' in place) {
      return { kind: 'modal', modal: getModal(slack, user, place.modal === true ? undefined : place.modal) }
    }
    const home = slack.workspace.homes.get(user)
    if (!home) throw new ControlError(404, 'no_home', `the app has published no Home for ${user}`)
    return { kind: 'home', home }
  }

  app.post('/as/:user/message', async (request) => {
    const user = readActor(slack, request)
    const { channel: name, text, threadTs, files } = readBody(request, schemas.message)
    const channel = getOwnChannel(slack, user.id, name)
    const message = typeMessage(slack, user.id, channel, { text, threadTs, files })
    return { ...result(user.id, actOutcome('local', null)), message: showMessage(channel, message) }
  })

  app.post('/as/:user/command', async (request) => {
    const user = readActor(slack, request).id
    const { wait: isWaiting, channel, ...input } = readBody(request, schemas.command)
    const where = getOwnChannel(slack, user, channel)
    return perform(user, isWaiting, runCommand(slack, { user, ...input, channel: where }))
  })

  app.post('/as/:user/act', async (request) => {
    const user = readActor(slack, request).id
    const body = readBody(request, schemas.act)
    const place = resolve(user, body.in)
    const placed = findTarget(place, body.target)
    return perform(user, body.wait, actOnElement(slack, user, place, placed, body.value))
  })

  app.post('/as/:user/modal/fill', async (request) => {
    const user = readActor(slack, request).id
    const { values, viewId } = readBody(request, schemas.fill)
    let last = actOutcome('local', null)
    for (const [target, value] of Object.entries(values)) {
      // Looked up anew each time: an element that dispatches may have changed the view.
      const place: Place = { kind: 'modal', modal: getModal(slack, user, viewId) }
      last = await actOnElement(slack, user, place, findTarget(place, target), value)
      if (last.outcome === 'trouble') break
    }
    return result(user, last)
  })

  app.post('/as/:user/modal/submit', async (request) => {
    const user = readActor(slack, request).id
    const { viewId, wait: isWaiting } = readBody(request, schemas.submit)
    const modal = getModal(slack, user, viewId)
    if (!modal.view.submit) throw new ControlError(409, 'cannot_submit', 'this modal has no submit button')
    if (modal.busy) throw new ControlError(409, 'busy', 'this modal is being submitted')
    return perform(user, isWaiting, submitModal(slack, modal))
  })

  app.post('/as/:user/modal/close', async (request) => {
    const user = readActor(slack, request).id
    const { viewId, all, wait: isWaiting } = readBody(request, schemas.close)
    return perform(user, isWaiting, dismissModal(slack, getModal(slack, user, viewId), all))
  })

  app.post('/as/:user/suggest', async (request) => {
    const user = readActor(slack, request).id
    const body = readBody(request, schemas.suggest)
    const place = resolve(user, body.in)
    const placed = findTarget(place, body.target)
    const suggestions = await requestSuggestions(slack, user, place, placed, body.query)
    chooserFor(slack, user, place).offered.set(offeredKey(placed), suggestions.options)
    return suggestions
  })

  app.post('/as/:user/home/open', async (request) => {
    const user = readActor(slack, request).id
    readBody(request, schemas.home)
    slack.workspace.homesOpenedAt.set(user, slack.clock.reading().now)
    const home = slack.workspace.homes.get(user)
    const channel = openBotDm(slack, user).id
    emitEvent(slack, {
      type: 'app_home_opened',
      user,
      channel,
      tab: 'home',
      ...(home ? { view: viewWithState(home) } : {}),
    })
    return result(user, actOutcome('sent', null))
  })

  app.post('/as/:user/dm/open', async (request) => {
    const user = readActor(slack, request).id
    const other = getUser(slack, readBody(request, schemas.dm).with ?? 'bot')
    const { channel } = openDm(slack, user, other.id)
    if (other.is_bot)
      emitEvent(slack, { type: 'app_home_opened', user, channel: channel.id, tab: 'messages' })
    return { channel: showChannel(slack, channel) }
  })

  app.post('/as/:user/shortcut', async (request) => {
    const user = readActor(slack, request).id
    const { callbackId, message: at, wait: isWaiting } = readBody(request, schemas.shortcut)
    const shortcut = slack.app.shortcuts.find((each) => each.callbackId === callbackId)
    if (!shortcut) throw new ControlError(404, 'no_such_shortcut', `the app has no shortcut ${callbackId}`)
    const channel = at && getOwnChannel(slack, user, at.channel)
    const on = at && channel ? { channel, message: getMessage(channel, user, at.ts) } : null
    return perform(user, isWaiting, runShortcut(slack, user, shortcut, on))
  })

  app.post('/as/:user/upload', async (request) => {
    const user = readActor(slack, request).id
    const { filename, contentBase64, mimetype } = readBody(request, schemas.upload)
    const about = { name: filename, user, ...(mimetype ? { mimetype } : {}) }
    return { file: storeFile(slack, about, Buffer.from(contentBase64, 'base64')) }
  })

  const join = (channelName: string, user: string, who: string) => {
    const channel = getChannel(slack, user, channelName)
    if (channel.kind === 'dm')
      throw new ControlError(409, 'not_a_channel', 'nobody joins a direct conversation')
    addMember(slack, channel, who, user === who ? null : user, (event) => emitEvent(slack, event))
    return { ok: true }
  }

  app.post('/as/:user/join', async (request) => {
    const user = readActor(slack, request).id
    return join(readBody(request, schemas.membership).channel, user, user)
  })

  app.post('/as/:user/invite', async (request) => {
    const user = readActor(slack, request).id
    const { channel, who } = readBody(request, schemas.invite)
    getOwnChannel(slack, user, channel)
    return join(channel, user, getUser(slack, who).id)
  })

  app.post('/as/:user/leave', async (request) => {
    const user = readActor(slack, request).id
    removeMember(slack, getOwnChannel(slack, user, readBody(request, schemas.membership).channel), user)
    return { ok: true }
  })
}
