export const errors = {
  config: 'The configuration is wrong. Please tell your administrator.',
  badAddress: 'This address is not right: a parameter stands twice, or holds a character that none may.',
  validation: 'A few answers need mending. See the hint beside each.',
  notFound: 'There is no such record, or you may not see it.',
  notPermitted: 'You are not allowed to do this. Ask your supervisor or administrator if you need to.',
  invalidTransition: 'The record has moved on and this no longer applies. Here is its present state.',
  overtaken: '{{why}}',
  staleRevision:
    'Somebody changed this record while you were typing. Compare both versions, then send again; what you typed is kept.',
  unknownPerson:
    'Hello! Your account is not linked to a colleague yet. The administrator has been told and you will hear from us.',
  linkExpired:
    'This link does not work: it is good once, for {{minutes}} minutes, and not while somebody else is logged in. Ask for a new one in the chat.',
  platformRefused: 'The platform did not take this message. An administrator will look at it.',
  platformUnreachable: 'The platform cannot be reached just now. We keep trying; nothing you sent is lost.',
  rateLimited: 'That was a little fast. Please try again in a moment.',
  unexpected:
    'Something went wrong; what you typed is kept. Try again shortly, or give your administrator the number {{requestId}}.',
} as const
