export const forms = {
  submit: '提交',
  standsNow: '现在是：{{value}}',
  youTyped: '您填的：{{value}}',
  newName: '{{name}}（新客户）',
} as const
