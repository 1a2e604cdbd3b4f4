export const slack = {
  comma: ', ',
  appName: 'Fieldpost',
  loading: 'Opening…',
  tooLate: 'That could not be opened in time. Please go on here.',
  notKept:
    'What you typed behind the command was not kept. Who the patient is, how to reach them and what ails them belongs on the safe page only: send the referral notice, then press “Enter identity”.',
  chat: 'Hello! A line is enough to log your day, such as: visited Nanwan First, new customer, 30 minutes. For everything else type {{command}}.',
  rankComes: 'The ranking comes to you by direct message.',
  requeued: 'Queued again.',
  help: {
    intro: 'Write a command after {{command}}, or use a short one:',
    example: 'For the log, for instance: /log visit Nanwan First Hospital, new customer, 30 min',
  },
  unknown: {
    near: 'There is no such command. Did you mean: {{names}}?',
    none: 'There is no such command.',
    help: 'Type {{command}} help to see them all.',
  },
  secure: {
    text: '🔒 Sealed answers are typed and read only on a page behind a login. The link opens as you, once, within {{minutes}} minutes; please do not pass it on.',
    act: '🔒 “{{action}}” is done once you have filled in and sent the page behind a login. The link opens as you, once, within {{minutes}} minutes; please do not pass it on.',
    open: 'Open the safe page',
  },
  link: {
    title: 'Link to a colleague',
    introLinked:
      '{{name}} is linked to {{person}} already; nothing to do. If that is wrong, choose the right colleague.',
    intro: 'Which colleague is “{{name}}”?',
    person: 'Colleague',
    done: 'Linked. They can start now.',
  },
  manifest: {
    description: 'Weekly plans, reports, referrals and visits, filed, approved and followed up in chat.',
    main: 'Plans, reports, referrals, the log and everything else',
    logHint: 'visit Nanwan First Hospital, new customer, 30 min',
  },
  doctor: {
    team: 'connected to workspace {{team}} as {{bot}}',
    token: 'Slack does not take the token ({{reason}})',
    mendToken: 'Copy the Bot User OAuth Token of the app’s OAuth & Permissions page to SLACK_BOT_TOKEN.',
    scopes: 'all scopes are granted',
    scopesMissing: 'scopes are missing: {{scopes}}',
    mendScopes: 'Update the app with bots/slack/manifest.json and install it to the workspace again.',
    member: 'the bot is in channel {{channel}}',
    notMember: 'the bot is not in channel {{channel}}',
    noChannel: 'channel {{channel}} cannot be found ({{reason}})',
    mendChannel:
      'Check the name in the policy file, and type /invite @Fieldpost in that channel; a private one is seen only after that.',
  },
  form: {
    stillWorking:
      'Received and kept; still working on it. You will hear by direct message and may close this window.',
    notSaved: '“{{title}}” was not saved. What you typed is kept.',
    resume: 'Continue',
    unknown: 'This window is of an older version. Please copy what you typed, open it again and send.',
    close: 'Close',
    find: 'Type a name',
    none: '(none)',
    optional: ' (optional)',
    line: '{{label}} {{number}}',
    addLine: '＋ Add: {{label}}',
    removeLine: 'Remove',
    maxLines: 'At most {{max}} lines.',
    leftOut: '{{count}} more lines are not shown (at most {{max}}). Please copy what you need:\n{{list}}',
    longName: 'This name is too long and was not filled in. Please look it up: {{typed}}',
    longText: 'There is room for {{max}} characters; what follows was left out: {{end}}',
    noDraft:
      'What you typed before does not fit into this window; this is a form without it. To go on with it, open it on your pages.',
    errorOf: '{{label}}: {{error}}',
    secureLater: '🔒 {{fields}}: not asked in chat. You get a safe link after sending.',
  },
  confirm: { title: 'Please confirm', yes: 'Yes', no: 'Not yet' },
  card: { showAll: 'Show all' },
  home: {
    more: '{{count}} more, to be seen by command or on the web.',
    previous: 'Previous',
    next: 'Next',
    page: 'Page {{page}} of {{of}}',
  },
  wayIn: {
    how: 'In Slack: open the conversation with Fieldpost and send “web”; you get a link that logs you in.',
    open: 'Open Slack',
  },
  pages: {
    text: 'The link opens as you, once, within {{minutes}} minutes. Please do not pass it on.',
    open: 'Open my pages',
  },
} as const
