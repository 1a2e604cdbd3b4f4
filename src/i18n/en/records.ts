export const records = {
  activityNeedsCustomer: 'A visit or call needs its customer; for meetings and training choose “Other”.',
  sentBefore:
    'This was saved as {{number}} before, and what you have sent now is something else: it has not been saved. To change {{number}}, open it; to file another one, send this once more.',
  keyTaken: 'This submission’s key belongs to another kind of record already. Nothing was saved.',
  nameTaken:
    '“{{name}}” is there already: use that one. If you mean another, say so in its name, such as by its district.',
  alreadyFiled: 'You have filed one for this period already. Open that one to edit it.',
  periodTooFar: 'Only the weeks close to now can be filed. Please check the week.',
  dayInFuture:
    'The log is for what has happened: give today or an earlier day. What is to come belongs in the weekly plan.',
  leaveEndsBeforeStart: 'The end cannot come before the start.',
  noConsent: 'This is no consent. Have the patient sign one, and write its number here (PIPL art. 29).',
  arrivalInFuture: 'The arrival cannot lie after today; please confirm it once the patient is there.',
  arrivalTooOld: 'That is more than {{days}} days before the notice. Please check the date.',
  dischargeBeforeArrival: 'The discharge cannot come before the arrival.',
  dischargeInFuture: 'The discharge cannot lie after today; please enter the cost once the patient has left.',
  birthInFuture: 'A date of birth cannot lie after today. Please check the year.',
  expectedInPast: 'The expected day cannot lie before today.',
  dayOutsideWeek: 'That day is not in this week ({{from, day}} to {{to, day}}).',
  tooEarly: 'This can be done from {{day}} on: the expected day has not come.',
} as const
