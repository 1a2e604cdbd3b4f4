export const cards = {
  by: '提交人',
  period: '周期',
  week: '{{year}}年第{{week}}周（{{from}}–{{to}}）',
  unnamed: '（已删除）',
  sealed: '已填写（保密）',
  reveal: '查看保密内容',
  noteBy: '{{name}}：{{action}}',
  revision: '第 {{revision}} 版',
  news: '{{name}}：{{action}} · {{label}} {{number}}',
  yourTurn: '轮到您：{{action}}（见上方卡片）',
  confirmFinal: '此操作不能撤销，确定吗？',
  confirmAction: '确定“{{action}}”吗？',
} as const
