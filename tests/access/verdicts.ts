/**
 * Who may do what, read and reviewed by hand. A row that the house does not keep to fails, and so does a use-case, a
 * record type or an action without a row.
 *
 * Three columns say whose record it is about: the person's own, one of a team that their role covers, one of another
 * team. A single column stands where no record is concerned. `all` is everybody, even who holds no role; `-` nobody.
 */
export type Row = string

/** Every use-case of src/services, by its function. The record is a weekly plan where nothing else is said. */
export const useCases: Readonly<Record<string, Row>> = {
  // records
  openForm: /*          a plan's approval */ '-   | supervisor director                   | -',
  submitForm: /*        the same          */ '-   | supervisor director                   | -',
  changeRecord: /*      the same          */ '-   | supervisor director                   | -',
  pressAction: /*       the same          */ '-   | supervisor director                   | -',
  fileRecord: /*        a plan            */ 'rep',
  describeRecord: '                           all | supervisor director admin             | -',
  readRecord: '                               all | supervisor director admin             | -',
  readHistory: '                              all | supervisor director admin             | -',
  compareVersions: '                          all | supervisor director admin             | -',
  findPage: '                                 all | supervisor director admin             | -',
  listTable: '                                all | supervisor director admin             | -',
  listRecordViews: '                          all | supervisor director admin             | -',
  searchOptions: '                            all | supervisor director admin             | -',
  resolveNames: '                             all | supervisor director admin             | -',
  exportRecords: '                            all | supervisor director                   | -',
  revealRecord: /*      a referral        */ 'all | clerk reception                       | -',
  issueLink: /*         to reveal it      */ 'all | clerk reception                       | -',
  readHome: /*          a plan to approve */ '-   | supervisor                            | -',
  decideDuty: /*        a missing plan    */ '-   | supervisor director                   | -',
  // what somebody typed and has not sent, theirs alone
  saveDraft: '                                all',
  readDraft: '                                all | -                                     | -',
  rebuildForm: /*       shows what came   */ 'all',
  logLine: '                                  all',
  logIfActivity: '                            rep',
  pressLine: '                                all | -                                     | -',
  readMeter: /*         one's own         */ 'all',
  postRank: /*          one's own         */ 'all',
  // the administrator's
  importPeople: '                             admin',
  importCustomers: '                          admin',
  linkPerson: '                               admin',
  requeueMessage: '                           admin',
}

/** Functions that take an actor for their language, zone or name; whoever calls them has asked for the right. */
export const innerSteps: Readonly<Record<string, string>> = {
  todayOf: 'the day on the person’s own clock',
  describeStored: 'words for a record that its caller was allowed to read or has just changed',
  prefillAnswers: 'what openForm begins with, from the person’s own week',
  finishLine: 'ticks off the person’s own typed line once submitForm has saved what it said',
  buildSavedCard: 'words for the records that the person’s own line has just made',
  getFilingPeriod: 'the week of the person’s own plan or report',
  readAnswers: 'reads answers that fileRecord and changeRecord have a right to take',
}

/** Every record type. `do` is an action of its workflow; four eyes are looked at apart. */
export const recordRows: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'weekly-plan': {
    create: '               rep',
    read: '                 all                       | supervisor director admin                   | -',
    export: '               all                       | supervisor director                         | -',
    'do approve': '         -                         | supervisor director                         | -',
    'do return': '          -                         | supervisor director                         | -',
    'do edit': '            all                       | -                                           | -',
    'do withdraw': '        all                       | -                                           | -',
  },
  'weekly-report': {
    create: '               rep',
    read: '                 all                       | supervisor director admin                   | -',
    export: '               all                       | supervisor director                         | -',
    'do review': '          -                         | supervisor director                         | -',
    'do return': '          -                         | supervisor director                         | -',
    'do edit': '            all                       | -                                           | -',
    'do withdraw': '        all                       | -                                           | -',
  },
  activity: {
    create: '               rep',
    read: '                 all                       | supervisor director admin                   | -',
    export: '               all                       | supervisor director                         | -',
    'do edit': '            all                       | -                                           | -',
    'do withdraw': '        all                       | -                                           | -',
  },
  referral: {
    create: '               rep',
    read: '                 all                       | supervisor clerk reception finance director | -',
    export: '               finance director          | supervisor finance director                 | -',
    reveal: '               all                       | clerk reception                             | -',
    'do identify': '        all                       | reception                                   | -',
    'do confirm-arrival': ' -                         | reception                                   | -',
    'do correct-arrival': ' -                         | reception                                   | -',
    'do no-show': '         -                         | reception                                   | -',
    'do expect-again': '    all                       | reception                                   | -',
    'do enter-cost': '      -                         | clerk                                       | -',
    'do confirm-cost': '    -                         | finance                                     | -',
    'do reject-cost': '     -                         | finance                                     | -',
    'do dispute': '         all                       | clerk finance                               | -',
    'do settle-dispute': '  -                         | supervisor                                  | -',
    'do edit': '            all                       | -                                           | -',
    'do cancel': '          all                       | -                                           | -',
  },
  leave: {
    create: '               all',
    read: '                 all                       | supervisor director admin                   | -',
    export: '               all                       | supervisor admin                            | -',
    'do approve': '         -                         | supervisor director admin                   | -',
    'do return': '          -                         | supervisor director admin                   | -',
    'do edit': '            all                       | -                                           | -',
    'do cancel': '          all                       | -                                           | -',
  },
  customer: {
    create: '               rep supervisor admin',
    read: '                 all                       | all                                         | all',
    export: '               supervisor director admin | supervisor director admin                   | -',
    'do edit': '            all                       | supervisor admin                            | -',
    'do archive': '         admin                     | supervisor admin                            | -',
    'do restore': '         admin                     | supervisor admin                            | -',
  },
  absence: {
    create: '               -',
    read: '                 all                       | supervisor director admin                   | -',
    export: '               director admin            | supervisor director admin                   | -',
    'do confirm': '         -                         | supervisor director                         | -',
    'do dismiss': '         -                         | supervisor director                         | -',
    'do appeal': '          all                       | -                                           | -',
    'do uphold': '          -                         | director admin                              | -',
    'do grant': '           -                         | director admin                              | -',
  },
  'fee-claim': {
    create: '               rep clerk',
    read: '                 all                       | supervisor finance director                 | -',
    export: '               finance director          | finance director                            | -',
    'do refuse': '          -                         | finance director                            | -',
    'do release': '         -                         | finance                                     | -',
    'do release-second': '  -                         | director                                    | -',
  },
}
