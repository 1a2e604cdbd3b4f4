import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { userObject } from '../workspace/users.ts'
import { type ApiMethod, knownUser, page } from './method.ts'

const apiTest: ApiMethod = {
  tier: 'tier4',
  token: 'none',
  scopes: [],
  args: ['error', 'foo'],
  run(_slack, args) {
    if (args.has('error')) throw new SlackError(args.text('error'))
    return { args: {} }
  },
}

const authTest: ApiMethod = {
  tier: 'special',
  token: 'bot',
  scopes: [],
  args: [],
  run(slack) {
    const { bot, team } = slack.workspace
    return {
      url: `${slack.baseUrl}/`,
      team: team.name,
      user: bot.name.toLowerCase(),
      team_id: team.id,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }
  },
}

const connectionsOpen: ApiMethod = {
  tier: 'tier1',
  token: 'app',
  scopes: [],
  args: [],
  run(slack: LocalSlack) {
    const address = slack.baseUrl.replace(/^http/, 'ws')
    return {
      url: `${address}/link/?ticket=${slack.socket.issueTicket()}&app_id=${slack.workspace.bot.appId}`,
    }
  },
}

const usersInfo: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: ['users:read'],
  args: ['user', 'include_locale'],
  run: (slack, args) => ({
    user: userObject(slack, knownUser(slack, args.required('user')), args.flag('include_locale')),
  }),
}

const usersList: ApiMethod = {
  tier: 'tier2',
  token: 'bot',
  scopes: ['users:read'],
  args: ['cursor', 'limit', 'include_locale', 'team_id'],
  run(slack, args) {
    const { items, nextCursor } = page([...slack.workspace.users.values()], args, 1000, 1000)
    return {
      members: items.map((user) => userObject(slack, user, args.flag('include_locale'))),
      cache_ts: slack.nowSeconds(),
      response_metadata: { next_cursor: nextCursor },
    }
  },
}

const lookupByEmail: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['users:read.email'],
  args: ['email'],
  run(slack, args) {
    const email = args.required('email').toLowerCase()
    const user = [...slack.workspace.users.values()].find(
      (each) => each.email.toLowerCase() === email && !each.deleted && !each.is_bot,
    )
    if (!user) throw new SlackError('users_not_found')
    return { user: userObject(slack, user, false) }
  },
}

const teamInfo: ApiMethod = {
  tier: 'tier3',
  token: 'bot',
  scopes: ['team:read'],
  args: ['team', 'domain'],
  run(slack) {
    const { team } = slack.workspace
    return { team: { ...team, email_domain: '', icon: { image_default: true }, url: `${slack.baseUrl}/` } }
  },
}

export const peopleMethods: Record<string, ApiMethod> = {
  'api.test': apiTest,
  'auth.test': authTest,
  'apps.connections.open': connectionsOpen,
  'users.info': usersInfo,
  'users.list': usersList,
  'users.lookupByEmail': lookupByEmail,
  'team.info': teamInfo,
}
