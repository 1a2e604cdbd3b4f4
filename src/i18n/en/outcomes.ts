/** What became of a record, in a line. */
export const outcomes = {
  own: '{{label}} {{number}}',
  of: '{{label}} {{number}} of {{name}}',
  filed: '{{record}} is in. {{state}}.',
  edited: '{{record}} is changed. {{state}}.',
  moved: '{{record}}: {{state}}.',
  kept: '“{{action}}” is done on {{record}}. {{state}}.',
  nextOwner: 'Next, {{name}} mends it.',
  nextStep: 'Next: {{action}}.',
  nextDecides: 'Next: to be decided by {{names}}.',
  isTold: '{{name}} will be told.',
  stale: 'Nothing was changed: {{record}} is now “{{state}}”.',
  changedBy: '{{name}} chose “{{what}}” on {{when}}.',
  changedByYou: 'You chose “{{what}}” on {{when}}.',
  lookAgain: 'Please look at it as it is now before you decide.',
  open: 'Open',
} as const
