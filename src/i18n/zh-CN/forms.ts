export const forms = {
  submit: '提交',
  saved: '{{number}} 已保存：{{state}}',
} as const
