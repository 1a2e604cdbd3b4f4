export const records = {
  activityNeedsCustomer: '拜访和电话需要填写客户；开会、培训等请选“其他”。',
  alreadyFiled: '这一期已经提交过，请打开原来的记录修改。',
  periodTooFar: '只能填写最近几周的，请检查周次。',
  dayInFuture: '日志只记已经发生的事，请填今天或更早的日期；以后的安排请写进周计划。',
  leaveEndsBeforeStart: '结束时间不能早于开始时间。',
} as const
