export const subject = {
  usage:
    '用法：npm run subject -- show|forget --by 管理员 --reason 事由 [--phone 电话] [--name 姓名] [--values] [--lang zh-CN|en]\n不写 --phone 时从标准输入读取：第一行电话，第二行姓名（可空）；这样不会留在命令历史里。',
  noAdministrator: '找不到管理员“{{handle}}”。请写编号、邮箱、工号或平台账号；必须是在职的管理员。',
  needsReason: '请写明事由（--reason），最多 {{max}} 字，例如患者来函的编号。',
  reasonTells: '事由会留在审计里，不要写患者的姓名或电话。',
  nobody: '没有找到这位患者的记录。这次查询已经记入审计。',
  record: '{{number}}　{{status}}　{{day, day}} 提交',
  kept: '  保存着：{{fields}}',
  until: '  最迟在 {{day, day}} 之后的清理中删除',
  mustKeep: '  按法规须保存到 {{day, day}}',
  others: '同一电话在其他姓名下还有 {{count}} 条记录。',
  recorded: '这次查询已经记入审计。',
  forgotten: '已删除身份：{{numbers}}。编号和统计保留，审计里留有记录。',
  backups: '旧备份里还有这些内容，随备份到期删除；见 docs/operations.md。',
  refused: '{{number}} 按法规须保存，{{day, day}} 起可以再申请删除。',
} as const
