export const people = {
  unknownTitle: '有人想使用，但还没有对应到人员',
  displayName: '显示名',
  email: '邮箱',
  noEmail: '平台未提供',
  unknownText: '请选择对应的同事；如果不是公司的人，不用处理。',
  link: '对应到同事',
  welcomeTitle: '{{name}}，您好！',
  welcomeText: '您的账号已经对应好，现在可以提交计划、日志和周报了。',
  welcomeHelp: '输入 {{helpWord}} 看看能做什么。',
} as const
