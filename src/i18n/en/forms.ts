export const forms = {
  submit: 'Submit',
  saved: '{{number}} saved: {{state}}',
} as const
