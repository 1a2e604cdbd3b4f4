export const cards = {
  by: 'From',
  period: 'Period',
  week: 'Week {{week}} of {{year}} ({{from}}–{{to}})',
  unnamed: '(deleted)',
  sealed: 'Given (confidential)',
  reveal: 'Show confidential answers',
  noteBy: '{{name}}: {{action}}',
  revision: 'Revision {{revision}}',
  news: '{{name}}: {{action}} · {{label}} {{number}}',
  yourTurn: 'Your turn: {{action}} (on the card above)',
  confirmFinal: 'This cannot be undone. Go on?',
  confirmAction: '“{{action}}”: are you sure?',
} as const
