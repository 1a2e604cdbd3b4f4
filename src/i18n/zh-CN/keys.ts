export const keys = {
  usage: '用法：npm run keys（生成新密钥）| npm run keys -- rotate [--lang zh-CN|en]',
  rotated: '已用密钥 {{newest}} 重新加密 {{count}} 项。',
  nothing: '全部内容都已由密钥 {{newest}} 加密，没有要做的事。',
  under: '  {{id}}：{{count}} 项',
  mayGo: '旧密钥 {{ids}} 已无内容：等旧备份都过期后，可从 VAULT_KEYS 中删去并重启。',
  goOn: '还有内容由旧密钥加密：确认各进程都已把新密钥放在最前面并重启，再运行一次。',
  unopened:
    '密钥 {{id}} 加密的 {{count}} 项打不开：它不在 VAULT_KEYS 里，或内容已损坏。找回这个密钥前不要删除任何密钥。',
} as const
