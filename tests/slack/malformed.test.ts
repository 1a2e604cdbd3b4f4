import { describe, expect, it } from 'vitest'
import { signRequest } from '../../sandbox/slack/signing.ts'
import { useSlackWorld } from './slack-world.ts'

const world = useSlackWorld()

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'
const who = { team: { id: 'T0FIELD001' }, user: { id: 'U0REP' } }
const payload = (body: object) => new URLSearchParams({ payload: JSON.stringify(body) }).toString()
const view = {
  id: 'V0ODD',
  hash: '1',
  callback_id: 'form',
  title: { type: 'plain_text', text: 'x' },
  private_metadata: '{}',
  blocks: [],
  state: { values: { 患者孟晓棠: { text: { type: 'plain_text_input', value: { of: '孟晓棠' } } } } },
}

/** Rightly signed, so that it is Slack who speaks another language all of a sudden. */
async function post(body: string, type: string): Promise<number> {
  const signed = signRequest(world().sandbox.signingSecret, body, Date.now())
  const response = await fetch(world().address(), {
    method: 'POST',
    headers: { 'content-type': type, ...signed },
    body,
  })
  return response.status
}

describe('a delivery that is not what Slack sends', () => {
  it.each([
    [
      'an event, which Slack would bring three times more',
      JSON.stringify({
        type: 'event_callback',
        event: { type: 'message', channel: null, user: 'U0REP', ts: '1.1', text: '孟晓棠' },
      }),
      json,
      200,
    ],
    ['a press', payload({ ...who, type: 'block_actions', trigger_id: '1', actions: [] }), form, 400],
    ['a submission', payload({ ...who, type: 'view_submission', view }), form, 400],
    ['a command', 'command=%2Flog&command=%2Fplan&text=孟晓棠&user_id=U0REP&trigger_id=1', form, 400],
    ['of no kind that we know', payload({ ...who, type: 'message_action' }), form, 400],
  ])('is refused once and not kept: %s', async (_, body, type, status) => {
    const { office, logged, slack } = world()
    const before = logged.length
    const kept = await office.store.db.inbox.count()
    expect(await post(body, type)).toBe(status)
    await slack.idle()
    expect(await office.store.db.inbox.count()).toBe(kept)
    const lines = logged.slice(before).filter((line) => /"level":[4-6]0/.test(line))
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['refused a delivery of another shape'])
    expect(lines.join()).not.toContain('孟晓棠')
  })
})
