/** What became of a record, in a line. */
export const outcomes = {
  own: '{{label}} {{number}}',
  of: '{{name}}的{{label}} {{number}}',
  filed: '已提交{{record}}，{{state}}。',
  edited: '{{record}} 改好了，{{state}}。',
  moved: '{{record}} {{state}}。',
  kept: '“{{action}}”办好了：{{record}}，{{state}}。',
  nextOwner: '接下来由{{name}}修改。',
  nextStep: '下一步：{{action}}。',
  nextDecides: '下一步：由{{names}}决定。',
  isTold: '{{name}}会收到通知。',
  stale: '这次没有改动：{{record}} 现在是“{{state}}”。',
  changedBy: '{{name}}在 {{when}} 做了“{{what}}”。',
  changedByYou: '您在 {{when}} 做了“{{what}}”。',
  lookAgain: '请看最新内容再决定。',
  open: '打开',
} as const
