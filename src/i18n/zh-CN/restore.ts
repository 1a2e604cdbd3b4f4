export const restore = {
  usage: '用法：npm run restore -- 备份.db；或在其他工具恢复数据库之后运行 npm run restore [--lang zh-CN|en]',
  onlySqlite: 'DATABASE_URL 是 PostgreSQL：请用它自带的工具恢复，再不带文件名运行 npm run restore。',
  missing: '找不到 {{backup}}。',
  occupied:
    '{{file}}（或它的 -wal、-shm）已经存在，没有改动：里面可能有备份所没有的内容。请停止产品，移走这些文件，再运行一次。',
  damaged: '{{backup}} 不是完整的数据库，没有恢复。请换一份更早的备份。',
  done: '已恢复。备份时待发、发送前会先查找的消息：{{messages}} 条；已结束的登录：{{sessions}} 个。',
  whole: '审计记录共 {{count}} 条，首尾相连，没有改动、缺失或调换。',
  broken: '审计记录的链断了：npm run audit -- verify 会指出断在哪里。',
  next: '接下来：npm run doctor、npm run job -- purge，启动产品，并告诉大家从什么时候起要重新提交。',
} as const
