/** A Slack and a WeCom that agree to everything at once: the peer that the product talks to while only the product is measured. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const { team, bot, users } = JSON.parse(readFileSync('sandbox/demo/workspace.json', 'utf8'))
let count = 0

const answers: Record<string, () => object> = {
  'auth.test': () => ({ team_id: team.id, bot_id: bot.botId, user_id: bot.userId }),
  'users.list': () => ({
    members: users.map((u: { id: string; email: string; real_name: string }) => ({ ...u, profile: u })),
  }),
  'users.info': () => ({ user: { id: users[0].id, profile: users[0] } }),
  'conversations.open': () => ({ channel: { id: 'D0BENCH' } }),
  'chat.postMessage': () => ({ channel: 'D0BENCH', ts: `${1_700_000_000 + ++count}.000100` }),
  gettoken: () => ({ errcode: 0, access_token: 'bench', expires_in: 7200 }),
  send: () => ({ errcode: 0, msgid: String(++count) }),
  get: () => ({ errcode: 0, name: '陈小满' }),
}

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const method = request.url?.split('?')[0]?.split('/').at(-1) ?? ''
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ok: true, ...answers[method]?.() }))
  })
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
