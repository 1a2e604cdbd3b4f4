export const alerts = {
  begun: '系统有一处需要处理',
  over: '已恢复',
  quiet: {
    what: '{{about}} 已有 {{count}} 个工作小时没有送来任何消息，而前几个工作日每天都有。',
    mend: '看看平台那边的地址、令牌和网络是否正常；npm run doctor 会指出问题。',
    over: '{{about}} 又有消息送来了。',
  },
  inbox: {
    what: '{{about}} 送来的消息积压了，最早的一条已等 {{count}} 分钟。',
    mend: '看日志里的“a delivery could not be worked”，再看数据库和机器的负载。',
    over: '{{about}} 送来的消息已经处理完。',
  },
  outbox: {
    what: '发往 {{about}} 的消息积压了，最早的一条已等 {{count}} 分钟。',
    mend: '看日志里的“message will be sent again”写的原因；npm run doctor 会检查令牌和权限。',
    over: '发往 {{about}} 的消息已经发完。',
  },
  shut: {
    what: '{{about}} 不认我们的令牌、密钥或出口地址，有 {{count}} 条消息在等。',
    mend: 'npm run doctor 会指出是哪一项。改好令牌、密钥或可信 IP 并重启，等着的消息会随即发出。',
    over: '{{about}} 又收下我们的消息了。',
  },
  'job-late': {
    what: '定时任务 {{about}} 已晚了 {{count}} 分钟。',
    mend: '看日志里最后一条任务记录；如果进程卡住了，重启它，错过的会补上。',
    over: '定时任务 {{about}} 已经赶上。',
  },
  'job-failing': {
    what: '定时任务 {{about}} 最近一次没有成功。',
    mend: '看日志里的“job failed”；处理后可以重跑：npm run job -- {{about}}。',
    over: '定时任务 {{about}} 又正常了。',
  },
  holidays: {
    what: '缺少 {{about}} 年的节假日和调休数据，那一年的任务和期限算不出来。',
    mend: '把国务院公布的安排写进制度文件的 calendar.years，然后重启。',
    over: '{{about}} 年的节假日和调休数据已经有了。',
  },
  'audit-broken': {
    what: '审计记录的链有 {{count}} 处断裂：有人在数据库里改动、删除或添加了记录，或者数据库已损坏。',
    mend: 'npm run audit -- verify 会列出是哪些记录。先原样保留数据库和备份，查清谁动过，再修复。',
    over: '审计记录的链又完整了。',
  },
  'vault-key': {
    what: '密钥 {{about}} 已不在配置里，它加密的 {{count}} 项内容打不开。',
    mend: '找回这个密钥，放回 VAULT_KEYS（排在第一个之后）并重启；在那之前不要删除任何密钥。',
    over: '密钥 {{about}} 加密的内容又能打开了。',
  },
  certificate: {
    what: '{{about}} 的证书还有 {{count}} 天到期。',
    mend: '续期证书，并让前面的代理重新加载。',
    over: '{{about}} 的证书已经更新。',
  },
}
