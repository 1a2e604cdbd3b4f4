export const wecom = {
  inApp: 'Look into the chat with the app Fieldpost: the card is there.',
  onlyAlone: 'Plans, reports and logs belong into our own chat: open my profile and send me a message.',
  login: {
    how: 'In WeCom: open the app Fieldpost and choose “Mine” in its menu; you are logged in by itself. On a computer: press the button and scan the code with WeCom.',
    button: 'Log in with WeCom',
    outsider:
      'This account is no member of the company and cannot log in. If you work here, open the page with your company’s WeCom account; if that fails, ask your administrator to add you to the directory.',
  },
  menu: {
    file: 'File',
    more: 'More',
    own: 'Mine',
    plan: 'Plan',
    report: 'Report',
    log: 'Log',
    refer: 'Refer',
    leave: 'Leave',
    mine: 'Todo',
    rank: 'Rank',
    customer: 'Customer',
    help: 'Help',
  },
  wordsOnly:
    'Only words are understood here. Write a line such as “visited Nanwan First Hospital, new customer, 30 min”, or “help” to see what there is.',
  doctor: {
    access: 'Connected to WeCom {{corp}}',
    refused: 'WeCom refuses the connection ({{reason}})',
    menu: 'The app’s menu is set',
    noMenu: 'The app’s menu is not set yet',
    menuRefused: 'The app’s menu cannot be set ({{reason}})',
    mendMenu:
      'Fieldpost sets the menu when it starts, and tries every hour where it cannot; 48002 means that the app lacks the right to it, 60020 that this machine’s address is not trusted. Words typed do the same without a menu.',
    domain:
      'The trusted domain of the app’s pages should be {{host}} (WeCom does not tell; compare it in the admin console)',
    badDomain: '{{host}} of PUBLIC_URL cannot be a trusted domain',
    mendDomain:
      'Serve the pages over HTTPS from a domain with an ICP record that you have proved to be yours, and set PUBLIC_URL to it; an IP address or a local name will not do, and pages open by links for one use only.',
    mend: 'Check WECOM_CORP_ID and WECOM_SECRET; 60020 means that this machine’s address is not among the app’s trusted IPs.',
    robot: 'Group robot {{name}} works',
    group: 'The group “{{name}}” has {{count}} members',
    groupToCome: 'The group “{{name}}” is made with its first message',
    channel: '“{{name}}” cannot be posted to ({{reason}})',
    bot: 'The smart bot {{bot}} is connected (since {{since}})',
    botTried: 'WeCom takes the smart bot {{bot}}; no process is running',
    botConnecting: 'The smart bot {{bot}} is not connected',
    botConnectingMend: 'If it stays so, see whether this machine reaches WECOM_BOT_URL, and look at the log.',
    botKicked: 'Another program has taken the connection of the smart bot {{bot}}',
    botKickedMend:
      'A bot has one long connection: stop the other program that uses the same WECOM_BOT_ID. Until then messages wait.',
    botRefused: 'WeCom refuses the smart bot {{bot}}',
    botRefusedMend:
      'Check WECOM_BOT_ID and WECOM_BOT_SECRET; they are on the bot’s page, API mode, long connection.',
  },
  pictureInWords: 'The picture cannot be shown here; this is what it says',
  directory: {
    usage: 'usage: npm run directory -- FILE.csv',
    notConfigured: 'No WeCom is configured: see docs/operations.md.',
    isThere: '{{path}} is there already: name another file.',
    notWritten: '{{path}} cannot be written: look at its folder and your rights.',
    written_one:
      '{{count}} member written to {{path}}. Fill in the roles, then: npm run import -- people {{path}} --dry-run',
    written_other:
      '{{count}} members written to {{path}}. Fill in the roles, then: npm run import -- people {{path}} --dry-run',
  },
} as const
