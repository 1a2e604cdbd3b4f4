import type { LocalSlack } from './local-slack.ts'

/** What Slack's client says of itself, whatever the app is. */
const english = {
  required: 'Please complete this required field.',
  tooShort: 'Please enter at least {n} characters.',
  tooLong: 'Please enter no more than {n} characters.',
  noNumber: 'Please enter a valid number.',
  tooSmall: 'Please enter a number of at least {n}.',
  tooLarge: 'Please enter a number of at most {n}.',
  noEmail: 'Please enter a valid email address.',
  noUrl: 'Please enter a valid URL.',
  noResults: 'No results',
  trouble: 'We had some trouble connecting. Try again?',
  timedOut: 'Operation timed out. Apps need to respond within 3 seconds.',
  respondedWith: 'This app responded with Status Code {status}.',
  notResponding: 'This app is not responding. Try again later.',
  shortcutFailed: '{name} failed. Try again?',
  commandFailed: '{command} failed with the error "{error}"',
  commandInThread: '{command} is not supported in threads. Sorry!',
  commandUnknown:
    '{command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as ' +
    'commands. If you are trying to send a message and not run a command, try preceding the "/" with an empty space.',
}

export type ClientWord = keyof typeof english

/** In sense: how Slack's client words these in Chinese could not be looked up without a workspace. */
const chinese: Record<ClientWord, string> = {
  required: '请填写此必填字段。',
  tooShort: '请至少输入 {n} 个字符。',
  tooLong: '最多可输入 {n} 个字符。',
  noNumber: '请输入有效的数字。',
  tooSmall: '请输入不小于 {n} 的数字。',
  tooLarge: '请输入不大于 {n} 的数字。',
  noEmail: '请输入有效的电子邮件地址。',
  noUrl: '请输入有效的网址。',
  noResults: '没有匹配的结果',
  trouble: '连接出现问题。要重试吗？',
  timedOut: '操作超时。应用须在 3 秒内响应。',
  respondedWith: '此应用返回了状态码 {status}。',
  notResponding: '此应用没有响应，请稍后重试。',
  shortcutFailed: '{name} 失败。要重试吗？',
  commandFailed: '{command} 失败，错误为“{error}”',
  commandInThread: '抱歉，消息列中不支持 {command}。',
  commandUnknown:
    '{command} 不是有效的命令。在 Slack 中，以“/”开头的消息都会被当作命令。如果要发送消息而不是运行命令，请在“/”前加一个空格。',
}

export type SayWord = (word: ClientWord, params?: Readonly<Record<string, string | number>>) => string

/** The client's own words in the language that a person has set in Slack; every other language than Chinese is English here. */
export function sayAs(slack: LocalSlack, userId: string): SayWord {
  const words = slack.workspace.users.get(userId)?.locale.startsWith('zh') ? chinese : english
  return (word, params = {}) =>
    words[word].replaceAll(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap))
}
