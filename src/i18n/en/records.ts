export const records = {
  activityNeedsCustomer: 'A visit or call needs its customer; for meetings and training choose “Other”.',
  alreadyFiled: 'You have filed one for this period already. Open that one to edit it.',
  periodTooFar: 'Only the weeks close to now can be filed. Please check the week.',
  dayInFuture:
    'The log is for what has happened: give today or an earlier day. What is to come belongs in the weekly plan.',
  leaveEndsBeforeStart: 'The end cannot come before the start.',
} as const
