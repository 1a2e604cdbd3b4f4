export const errors = {
  config: '配置有误，请联系管理员。',
  badAddress: '这个地址不对：同一个参数给了两次，或含有无效字符。',
  validation: '有几处需要修改，请看各项旁边的提示。',
  notFound: '找不到这条记录，可能已删除，或您没有查看权限。',
  notPermitted: '您没有这项操作的权限。如有需要，请联系主管或管理员。',
  invalidTransition: '这条记录的状态已变，当前不能这样操作。请看最新状态。',
  overtaken: '{{why}}',
  staleRevision: '在您填写期间有人更新了这条记录。请对照两个版本后再提交，您填写的内容已保留。',
  unknownPerson: '您好！还没有把您的账号和公司人员对应起来。已通知管理员，处理后会告诉您。',
  linkExpired:
    '链接已失效：它只能用一次，{{minutes}} 分钟内有效，登录了别人账号时也打不开。请回到聊天中重新获取。',
  platformRefused: '平台没有接受这条消息，管理员会处理。',
  platformUnreachable: '暂时连不上平台，稍后会自动重试，已提交的内容不会丢失。',
  rateLimited: '操作太频繁，请稍候再试。',
  unexpected: '出了点问题，您填写的内容已保留。请稍后重试；如仍不行，请把编号 {{requestId}} 告诉管理员。',
} as const
