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
  holdsPatient:
    'Who a patient is, how to reach them and what ails them are not written in chat: that part was neither kept nor logged. It belongs on the referral’s safe page only.',
  unread:
    '⚠️ This made no entry of its own and stands as feedback above. If it is another visit or call, press “Drop it” and write it by itself:\n{{lines}}',
  newCustomer: '{{name}} (new, will be added)',
  addCustomer: 'Add “{{name}}”',
  askKind: 'What kind was it?',
  several: '{{count}} of these, customers not said yet',
  askCustomer: 'Which customer? Reply with the name, or press “Change” to search.',
  askCustomers:
    'Which customers are these {{count}}? Reply with the names, separated by commas, or press “Change” to fill them in one by one.',
  named: 'Filled in: {{names}}. See the card above',
  askWhichCustomer: 'Which customer is “{{name}}”?',
  askDay: 'Which day?',
  askFuture:
    'That day has not come. The log is for what was done; what is to come belongs in the weekly plan. If the day is wrong, press “Change”.',
  saved_one: '{{count}} activity logged',
  saved_other: '{{count}} activities logged',
  open: 'Open {{number}}',
  dropped: 'Dropped; nothing was logged',
} as const
