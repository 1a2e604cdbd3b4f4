export const records = {
  activityNeedsCustomer: '拜访和电话需要填写客户；开会、培训等请选“其他”。',
  sentBefore:
    '这次提交先前已存为 {{number}}，现在的内容与那份不同，没有再存。要改那一份，请打开 {{number}} 修改；确实要另存一份，请重新提交一次。',
  keyTaken: '这次提交的编号已经用在另一种记录上，没有保存。',
  alreadyFiled: '这一期已经提交过，请打开原来的记录修改。',
  periodTooFar: '只能填写最近几周的，请检查周次。',
  dayInFuture: '日志只记已经发生的事，请填今天或更早的日期；以后的安排请写进周计划。',
  leaveEndsBeforeStart: '结束时间不能早于开始时间。',
  arrivalInFuture: '到院日期不能晚于今天；还没到院请先不要确认。',
  arrivalTooOld: '到院日期比转诊通知早了 {{days}} 天以上，请检查。',
  dischargeBeforeArrival: '出院日期不能早于到院日期。',
  dischargeInFuture: '出院日期不能晚于今天；请在患者出院后再录入费用。',
  expectedInPast: '预计到院日期不能早于今天。',
  dayOutsideWeek: '日期不在这一周（{{from}} 至 {{to}}）。',
  tooEarly: '要到 {{day}} 才能这样做：预计的日子还没到。',
} as const
