export const commands = {
  plan: '写下周计划，或修改已提交的计划',
  report: '写本周周报，已从计划和日志中预填',
  refer: '登记转诊通知',
  log: '记一次拜访或电话，一句话即可',
  rank: '看业绩排行',
  leave: '请假',
  customer: '登记新客户',
  mine: '我的待办、进度和草稿',
  fee: '申请转诊费用',
  help: '看所有命令',
  pages: '在浏览器里打开我的页面：记录、表格、导出',
} as const
