import type { Account } from '../../sandbox/page/session/accounts.ts'

/** Somebody whom the page of the sandbox plays in Slack, called as their handle is. */
export const account = (id: string): Account => ({
  person: {
    id,
    handle: id,
    real_name: id,
    tz: 'Asia/Shanghai',
    title: '',
    image: null,
    is_bot: false,
    deleted: false,
  },
  hasSlack: true,
  userid: null,
  talksIn: 'slack',
})
