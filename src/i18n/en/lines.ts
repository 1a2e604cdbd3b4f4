export const lines = {
  confirmTitle: 'Is this right?',
  askTitle: 'One thing more',
  confirm: 'Confirm',
  correct: 'Change',
  discard: 'Drop it',
  typed: 'You typed: {{text}}',
  nothing: 'None of it was understood. Press “Change” to fill in the form.',
  newCustomer: '{{name}} (new, will be added)',
  addCustomer: 'Add “{{name}}”',
  askKind: 'What kind was it?',
  askCustomer: 'Which customer? Press “Change” to search.',
  askWhichCustomer: 'Which customer is “{{name}}”?',
  askDay: 'Which day?',
  askFuture:
    'That day has not come. The log is for what was done; use /plan for what is to come. If the day is wrong, press “Change”.',
  saved_one: '{{count}} activity logged',
  saved_other: '{{count}} activities logged',
  open: 'Open {{number}}',
  dropped: 'Dropped; nothing was logged',
  meter:
    'Today: new {{newDone}}/{{newWanted}} · existing {{oldDone}}/{{oldWanted}} · calls {{callDone}}/{{callWanted}}',
  fieldDays: 'Field days this year: {{done}}/{{wanted}}',
} as const
