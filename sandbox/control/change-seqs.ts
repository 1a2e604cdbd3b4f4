import type { LocalSlack } from '../slack/local-slack.ts'

/** When each message, Home and file last changed, in change numbers; 0 = never. */
export interface ChangeSeqs {
  ofMessage(channel: string, ts: string): number
  ofHome(user: string): number
  ofFile(id: string): number
}

export function trackChangeSeqs(slack: LocalSlack): ChangeSeqs {
  const last = new Map<string, number>()
  slack.changes.subscribe((change) => {
    if (change.kind === 'reset') last.clear()
    if (change.channel && change.ts) last.set(`${change.channel} ${change.ts}`, change.seq)
    if (change.kind === 'home' && change.user) last.set(`home ${change.user}`, change.seq)
    if (change.kind === 'file' && change.id) last.set(`file ${change.id}`, change.seq)
  })
  const get = (key: string) => last.get(key) ?? 0
  return {
    ofMessage: (channel, ts) => get(`${channel} ${ts}`),
    ofHome: (user) => get(`home ${user}`),
    ofFile: (id) => get(`file ${id}`),
  }
}
