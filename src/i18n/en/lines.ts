export const lines = {
  confirmTitle: 'Is this right?',
  askTitle: 'One thing more',
  confirm: 'Confirm',
  correct: 'Change',
  discard: 'Drop it',
  typed: 'You typed: {{text}}',
  nothing: 'None of it was understood. Press “Change” to fill in the form.',
  holdsIdentity:
    'That line holds a telephone or ID number; nothing of it was logged or kept. Please write it again without the number. A patient’s name and number belong on the referral’s safe page only, a customer’s number in the customer file.',
  unread:
    '⚠️ This made no entry of its own and stands as feedback above. If it is another visit or call, press “Drop it” and write it by itself:\n{{lines}}',
  newCustomer: '{{name}} (new, will be added)',
  addCustomer: 'Add “{{name}}”',
  askKind: 'What kind was it?',
  askCustomer: 'Which customer? Press “Change” to search.',
  askWhichCustomer: 'Which customer is “{{name}}”?',
  askDay: 'Which day?',
  askFuture:
    'That day has not come. The log is for what was done; what is to come belongs in the weekly plan. If the day is wrong, press “Change”.',
  saved_one: '{{count}} activity logged',
  saved_other: '{{count}} activities logged',
  open: 'Open {{number}}',
  dropped: 'Dropped; nothing was logged',
} as const
