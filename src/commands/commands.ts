/**
 * What can be asked for in words, on every platform alike: the same table serves a slash command and a typed
 * line. The words of a command are matched folded, so traditional, full-width and capital forms need no entry.
 */
import type { MessageKey } from '../i18n/translate.ts'

/** What a command leads to. */
type CommandAim =
  | { kind: 'file'; type: string }
  /** Takes one line about a visit or call; without a line it opens the activity's form. */
  | { kind: 'log'; type: string }
  | { kind: 'rank' }
  | { kind: 'home' }
  /** The person's own pages in a browser. */
  | { kind: 'pages' }
  /** Whether everything is told in words, for a client that shows no cards. */
  | { kind: 'plain'; isPlain: boolean }
  | { kind: 'help' }

export interface Command {
  id: string
  aim: CommandAim
  /** What people type for it; the first of each language is the one that help shows. */
  words: { 'zh-CN': readonly [string, ...string[]]; en: readonly [string, ...string[]] }
  /** One line of help. */
  says: MessageKey
}

export const commands: readonly Command[] = [
  {
    id: 'plan',
    aim: { kind: 'file', type: 'weekly-plan' },
    words: { 'zh-CN': ['周计划', '计划', '写计划', '工作计划'], en: ['plan', 'weekly-plan'] },
    says: 'commands.plan',
  },
  {
    id: 'report',
    aim: { kind: 'file', type: 'weekly-report' },
    words: { 'zh-CN': ['周报', '报告', '写周报', '总结'], en: ['report', 'weekly-report'] },
    says: 'commands.report',
  },
  {
    id: 'refer',
    aim: { kind: 'file', type: 'referral' },
    words: { 'zh-CN': ['转诊', '转诊通知', '转介'], en: ['refer', 'referral', 'referral-notice'] },
    says: 'commands.refer',
  },
  {
    id: 'log',
    aim: { kind: 'log', type: 'activity' },
    words: { 'zh-CN': ['日志', '记录', '记', '拜访记录', '写日志'], en: ['log', 'activity'] },
    says: 'commands.log',
  },
  {
    id: 'rank',
    aim: { kind: 'rank' },
    words: { 'zh-CN': ['排行', '排行榜', '排名', '龙虎榜'], en: ['rank', 'ranking', 'leaderboard', 'top'] },
    says: 'commands.rank',
  },
  {
    id: 'leave',
    aim: { kind: 'file', type: 'leave' },
    words: { 'zh-CN': ['请假', '休假', '请假单'], en: ['leave', 'holiday', 'off'] },
    says: 'commands.leave',
  },
  {
    id: 'customer',
    aim: { kind: 'file', type: 'customer' },
    words: {
      'zh-CN': ['客户', '新客户', '添加客户', '客户建档'],
      en: ['customer', 'new-customer', 'client'],
    },
    says: 'commands.customer',
  },
  {
    id: 'mine',
    aim: { kind: 'home' },
    words: {
      'zh-CN': ['待办', '我的', '我的工作', '首页', '任务', '进度'],
      en: ['todo', 'mine', 'my-work', 'home', 'duties', 'status'],
    },
    says: 'commands.mine',
  },
  {
    id: 'fee',
    aim: { kind: 'file', type: 'fee-claim' },
    words: { 'zh-CN': ['费用', '费用申请', '转诊费'], en: ['fee', 'fee-claim', 'claim'] },
    says: 'commands.fee',
  },
  {
    id: 'pages',
    aim: { kind: 'pages' },
    words: {
      'zh-CN': ['网页', '网页版', '我的页面', '表格', '导出'],
      en: ['web', 'pages', 'my-pages', 'tables', 'export'],
    },
    says: 'commands.pages',
  },
  {
    id: 'words',
    aim: { kind: 'plain', isPlain: true },
    words: { 'zh-CN': ['文字', '文字版', '纯文字'], en: ['text', 'words', 'plain'] },
    says: 'commands.words',
  },
  {
    id: 'cards',
    aim: { kind: 'plain', isPlain: false },
    words: { 'zh-CN': ['卡片', '卡片版'], en: ['cards'] },
    says: 'commands.cards',
  },
  {
    id: 'help',
    aim: { kind: 'help' },
    words: { 'zh-CN': ['帮助', '怎么用', '命令', '?'], en: ['help', 'h', 'usage', 'commands'] },
    says: 'commands.help',
  },
]

const byId = new Map(commands.map((command) => [command.id, command]))

/** @throws TypeError for a command nobody declared: a fault of the program, not of its user */
export function getCommand(id: string): Command {
  const command = byId.get(id)
  if (!command) throw new TypeError(`no command ${id}`)
  return command
}

/** What somebody may use: a form that would be refused them is not offered. */
export const commandsFor = (mayFile: (type: string) => boolean): Command[] =>
  commands.filter(({ aim }) => !('type' in aim) || mayFile(aim.type))
