export const forms = {
  submit: 'Submit',
  standsNow: 'Now: {{value}}',
  youTyped: 'You typed: {{value}}',
  newName: '{{name}} (new)',
} as const
