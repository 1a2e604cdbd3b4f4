/** Days counted from today. Folded forms. */
export const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  今天: 0, 今日: 0, 今儿: 0, 今早: 0, 今晨: 0, 今晚: 0, 今夜: 0, 当天: 0, 刚才: 0, 刚刚: 0,
  昨天: -1, 昨日: -1, 昨儿: -1, 昨早: -1, 昨晚: -1, 昨夜: -1, 昨: -1,
  前天: -2, 前日: -2, 前晚: -2, 前儿: -2, 大前天: -3, 大前日: -3,
  明天: 1, 明日: 1, 明儿: 1, 明早: 1, 明晚: 1, 明晨: 1, 后天: 2, 后日: 2, 大后天: 3,
  today: 0, tonight: 0, 'this morning': 0, 'this afternoon': 0, 'this evening': 0, 'just now': 0,
  yesterday: -1, 'last night': -1, 'yesterday morning': -1, 'yesterday afternoon': -1, yest: -1,
  'the day before yesterday': -2, 'day before yesterday': -2,
  tomorrow: 1, tmr: 1, tmrw: 1, tomorow: 1, 'the day after tomorrow': 2, 'day after tomorrow': 2,
}

/** Words that contain a day word by accident. */
export const NOT_DAYS = ['目前天', '以前天', '之前天', '说明天气', '以后天', '最后天', '昨天气', '春今', '今后天', '当前日']

/** ISO weekday numbers (Monday 1) by the last part of 周二, 星期二, 礼拜二. */
export const WEEKDAY_ENDINGS: Readonly<Record<string, number>> = {
  一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 0,
  1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7,
}

export const ENGLISH_WEEKDAYS: Readonly<Record<string, number>> = {
  monday: 1, mon: 1, tuesday: 2, tues: 2, tue: 2, wednesday: 3, weds: 3, wed: 3, thursday: 4, thurs: 4, thur: 4,
  thu: 4, friday: 5, fri: 5, saturday: 6, sat: 6, sunday: 7, sun: 7,
}

export const ENGLISH_MONTHS: Readonly<Record<string, number>> = {
  january: 1, jan: 1, february: 2, feb: 2, march: 3, mar: 3, april: 4, apr: 4, may: 5, june: 6, jun: 6, july: 7,
  jul: 7, august: 8, aug: 8, september: 9, sept: 9, sep: 9, october: 10, oct: 10, november: 11, nov: 11,
  december: 12, dec: 12,
}

/** How many weeks away: 上周 is -1. The bare forms without a weekday name a whole week. */
export const WEEK_PREFIXES: Readonly<Record<string, number>> = {
  上上个: -2, 上上: -2, 上个: -1, 上一个: -1, 上: -1, 本: 0, 这个: 0, 这: 0, 此: 0, 下个: 1, 下一个: 1, 下: 1, 下下个: 2, 下下: 2,
}

/** Said of a time nobody could put a date to. */
export const VAGUE_DAYS = [
  ...'前几天 前两天 前些天 前阵子 前段时间 那天 上个月 上月 月初 月底 几天前 这几天 这两天 近几天 这个月 周末 上旬 中旬 下旬 改天 过几天'.split(' '),
  ...'过两天 下个月 下月'.split(' '),
  ...['the other day', 'a few days ago', 'few days ago', 'some days ago', 'last month', 'next month', 'this month'],
  ...['over the weekend', 'at the weekend', 'last weekend', 'this weekend', 'next weekend', 'the weekend', 'a while ago'],
]

/** Of the vague ones, those that lie ahead. */
export const VAGUE_FUTURE = ['改天', '过几天', '过两天', '下个月', '下月', 'next month', 'next weekend']

/** The hour (0-24, local) before which a part of the day has not begun. */
export const DAY_PARTS: Readonly<Record<string, number>> = {
  凌晨: 0, 清晨: 5, 早晨: 5, 一早: 5, 早上: 5, 一大早: 5, 上午: 6, 中午: 11, 下午: 12, 午后: 12, 傍晚: 17, 晚上: 17, 晚间: 17, 夜里: 19,
  今早: 5, 今晨: 5, 今晚: 17, 今夜: 17, tonight: 17, 'this morning': 5, 'this afternoon': 12, 'this evening': 17,
  'in the morning': 5, 'in the afternoon': 12, 'in the evening': 17, morning: 5, afternoon: 12, evening: 17,
}

/** Day words after one of these belong to a next step, a schedule or a story, not to this activity. */
export const NEXT_STEP_BEFORE = [
  ...'约 约了 约好 约好了 约在 约定 约到 定 定在 定于 定了 改 改到 改在 改为 推迟到 延到 下次 预计 计划 答应 答应了 承诺 说 说好 说了'.split(' '),
  ...'让 请 需 需要 争取 等 等到 到 待 预约 再约 约我 约的 要求 希望 截止 截至 安排在 安排 每 逢 隔 准备 打算 要'.split(' '),
  ...['every', 'by', 'until', 'before', 'for', 'next step', 'follow up', 'followup', 'again', 'agreed', 'deadline', 'due'],
]

/** ... and day words directly before one of these. */
export const NEXT_STEP_AFTER = [
  ...'再 送 给 来 回复 回电 答复 跟进 安排 交 签 发 带 寄 要 到货 上会 补 联系 确认 出门诊 门诊 坐诊 出诊 查房 手术 值班 休息 上班'.split(' '),
  ...'的 订 下单 进货 开会 装机 付款 结款 打款 供货 提货 配送 前 之前 以前 内 以后 后 起 开始 会 可以 能 有 还 出结果 报价 拿'.split(' '),
  ...'出差 复诊 去 见 拜访 回访 电话 打电话 过去 继续 试用 上货 送货 送样'.split(' '),
  ...["'s", 'to ', 'will', 'he ', 'she ', 'they ', 'we ', 'again', 'for ', 'send', 'follow', 'deliver', 'bring', 'call', 'visit'],
]
