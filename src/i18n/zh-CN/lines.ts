export const lines = {
  confirmTitle: '请确认日志',
  askTitle: '还差一点',
  confirm: '确认',
  correct: '修改',
  discard: '不记了',
  typed: '原文：{{text}}',
  nothing: '没有看懂这句话，请点“修改”直接填写。',
  holdsIdentity:
    '这句话里有电话或身份证号，没有记录，也没有保留。请去掉号码再写一次；患者的姓名、电话只填在转诊的安全页面，客户的电话写在客户档案里。',
  holdsPatient:
    '患者是谁、怎么联系、什么病，不写在聊天里：写到的那部分没有保留，也没有记录。请只在转诊的安全页面填写。',
  unread:
    '⚠️ 下面的内容没有单独成条，只作为反馈留在上面。如果是另一次拜访或电话，请点“不记了”，分开再写：\n{{lines}}',
  newCustomer: '{{name}}（新客户，确认后建档）',
  addCustomer: '新建“{{name}}”',
  askKind: '是哪一类？',
  several: '共 {{count}} 条，还没说是哪几家',
  askCustomer: '是哪家客户？直接回复名称，或点“修改”查找。',
  askCustomers:
    '这 {{count}} 条是哪几家客户？直接回复名称，用顿号隔开，例如：南湾一院、康民诊所；也可以点“修改”一条一条填。',
  named: '已补上 {{names}}，请看上面的卡片',
  askWhichCustomer: '“{{name}}”是哪家客户？',
  askDay: '是哪一天？',
  askFuture: '日期还没到。日志只记已经做的事；要安排以后，请写进周计划。日期写错了请点“修改”。',
  saved: '已记录 {{count}} 条',
  open: '打开 {{number}}',
  dropped: '已放弃，没有记录',
} as const
