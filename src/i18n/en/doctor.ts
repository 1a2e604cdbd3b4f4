export const doctor = {
  config: 'the configuration is complete',
  demo: 'demo mode: Slack is not configured, so npm start uses the local workspace',
  mendConfig: 'Change .env or the environment; .env.example says what each line is for.',
  allWell: 'All is well.',
  toMend: 'To mend: {{count}}.',
  database: {
    new: 'the database {{place}} is not there yet; the first start makes it',
    ready: 'the database {{place}} can be read and is up to date',
    pending: 'the database {{place}} can be read; the next start migrates it by {{count}}',
    unreachable: 'the database {{place}} cannot be read ({{reason}})',
    newer: 'the database is newer than this code ({{migrations}})',
    edited: 'migrations were changed after they had been applied ({{migrations}})',
    failed: 'migrations stopped half-way ({{migrations}})',
    mend: {
      url: 'Check DATABASE_URL, that the database runs, and the rights to its file and folder.',
      newer: 'Start the version that migrated this database; never an older one.',
      edited: 'Put the original files of the prisma folder back.',
      failed: 'Mend the database by hand, or restore a backup.',
    },
  },
  policy: {
    inForce: 'the policy “{{name}}” is in force since {{day, day}}, in {{zone}}',
    notYet: 'the policy “{{name}}” takes effect on {{day, day}} only',
    missing: 'there is no policy file {{file}}',
    mendFile: 'Check POLICY_FILE.',
    mendLine: 'Correct this line.',
    mendNotYet:
      'Unless an earlier version was loaded before, set effectiveFrom to today or earlier: nothing starts without.',
  },
  holidays: {
    known: 'public holidays are known',
    missing: 'the public holidays and make-up workdays of {{year}} are missing',
    mend: 'Add what the State Council announced to calendar.years in {{file}}, such as {{year}}: { holidays: […], workdays: […] }.',
  },
  people: {
    none: 'there is nobody yet',
    mendNone: 'Import people: npm run import -- people FILE.xlsx',
    count: '{{people}} people in {{teams}} teams',
    noAdmin: 'there is no administrator: nobody links newcomers or sees dead letters',
    mendNoAdmin: 'Give somebody the role admin in the people sheet and import it again.',
    deafAdmins: 'no administrator has an account yet, so nobody can link newcomers: {{names}}',
    mendDeafAdmins:
      'In the people sheet write the account in WeCom as the employee number of one administrator (for Slack, the e-mail they have there), import it again, and have that administrator write once.',
    unlinked: {
      none: 'everybody can be written to',
      some: 'without an account on a platform, so nothing reaches them ({{count}}): {{names}}',
      mend: 'Give them the e-mail they have on the platform, or let them write once and an administrator link them.',
    },
    unsupervised: {
      none: 'every team with reps has a supervisor',
      some: 'teams without a supervisor, so nobody approves their plans ({{count}}): {{names}}',
      mend: 'Give somebody supervisor@team in the people sheet and import it again.',
    },
    badZone: {
      none: 'everybody’s time zone is known',
      some: 'people with an unknown time zone ({{count}}): {{names}}',
      mend: 'Use names such as Asia/Shanghai in the people sheet and import it again.',
    },
  },
  clock: {
    right: 'this machine’s time is right',
    unknown: 'the platform does not tell the time, so this machine’s cannot be compared',
    wrong: 'this machine’s time is {{seconds}} s off',
    mend: 'Turn time synchronisation (NTP) on: five minutes off, and Slack’s requests count as expired.',
    unreachable: '{{address}} cannot be reached',
    mendAddress: 'Check the network, proxies and SLACK_API_URL.',
  },
} as const
