/** Days counted from today. Folded forms. */
export const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  今天: 0,
  今日: 0,
  今儿: 0,
  今早: 0,
  今晨: 0,
  今晚: 0,
  今夜: 0,
  刚才: 0,
  刚刚: 0,
  昨天: -1,
  昨日: -1,
  昨儿: -1,
  昨早: -1,
  昨晚: -1,
  昨夜: -1,
  昨: -1,
  前天: -2,
  前日: -2,
  前晚: -2,
  前儿: -2,
  大前天: -3,
  大前日: -3,
  大前晚: -3,
  大大前天: -4,
  明天: 1,
  明日: 1,
  明儿: 1,
  明早: 1,
  明晚: 1,
  明晨: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
  大大后天: 4,
  today: 0,
  tonight: 0,
  'this morning': 0,
  'this afternoon': 0,
  'this evening': 0,
  'just now': 0,
  yesterday: -1,
  'last night': -1,
  'yesterday morning': -1,
  'yesterday afternoon': -1,
  yest: -1,
  'the day before yesterday': -2,
  'day before yesterday': -2,
  tomorrow: 1,
  tmr: 1,
  tmrw: 1,
  tomorow: 1,
  'the day after tomorrow': 2,
  'day after tomorrow': 2,
}

/** The day of something else: that of what was told before it in the line, else anybody's guess. */
export const SAME_DAYS = [
  '当天',
  '当日',
  '同日',
  '同天',
  '同一天',
  '当晚',
  '当夜',
  '那天',
  'the same day',
  'same day',
]

/** Feasts with a date, as [month, day, days off]: of several days off the day has to be asked. */
export const FEASTS: Readonly<Record<string, readonly [month: number, day: number, days: number]>> = {
  元旦: [1, 1, 1],
  情人节: [2, 14, 1],
  妇女节: [3, 8, 1],
  三八节: [3, 8, 1],
  五一: [5, 1, 5],
  劳动节: [5, 1, 5],
  青年节: [5, 4, 1],
  护士节: [5, 12, 1],
  儿童节: [6, 1, 1],
  六一: [6, 1, 1],
  建党节: [7, 1, 1],
  建军节: [8, 1, 1],
  医师节: [8, 19, 1],
  教师节: [9, 10, 1],
  国庆: [10, 1, 7],
  国庆节: [10, 1, 7],
  十一长假: [10, 1, 7],
  十一假期: [10, 1, 7],
  万圣节: [10, 31, 1],
  双十一: [11, 11, 1],
  双11: [11, 11, 1],
  光棍节: [11, 11, 1],
  双十二: [12, 12, 1],
  双12: [12, 12, 1],
  平安夜: [12, 24, 1],
  圣诞: [12, 25, 1],
  圣诞节: [12, 25, 1],
  christmas: [12, 25, 1],
  'christmas day': [12, 25, 1],
  'christmas eve': [12, 24, 1],
  "new year's day": [1, 1, 1],
  "singles' day": [11, 11, 1],
  'singles day': [11, 11, 1],
  'national day': [10, 1, 7],
}

/** Directly before a day, or behind it: whoever typed is not sure. */
export const DAY_HEDGE_BEFORE =
  /(?:好像|可能|应该|大概|也许|或许|估计|似乎|貌似|记得|印象中|恐怕|八成|多半|大约|约莫|不是|maybe|probably|perhaps|i think|i believe|i guess)(?:是|在)? ?$/
export const DAY_HEDGE_AFTER =
  /^ ?(?:上午|下午|早上|晚上|中午)? ?[(]?(?:\?|吧|吗|还是|左右|前后|来着|记不清|不确定|忘了|or so)/

/** Feasts that move from year to year. */
export const MOVING_FEASTS = [
  ...'春节 大年初一 除夕 年三十 小年 元宵 元宵节 清明 清明节 端午 端午节 七夕 中元节 中秋 中秋节 重阳 重阳节 腊八 腊八节 冬至 夏至 立春 立夏 立秋 立冬 母亲节 父亲节 感恩节 复活节 黑五'.split(
    ' ',
  ),
  ...['黑色星期五', 'black friday', 'thanksgiving', 'easter', 'chinese new year', 'spring festival'],
]

/** Behind a feast: it names goods, sales or a greeting, no day. */
export const NOT_A_FEAST_BEFORE =
  '礼|月饼|粽|汤圆|慰问|活动|促销|备货|大促|优惠|福利|祝福|问候|贺|红包|放假|值班|安排|订单|销量|方案|预售|价|店|医院|路|广场|promotion|gift|sale|offer|campaign|order'

/** Words that contain a day word by accident. */
export const NOT_DAYS = [
  '目前天',
  '以前天',
  '之前天',
  '明天气',
  '昨天气',
  '最后天',
  '今后天',
  '今后日',
  '第二天然',
  '第一天然',
  '今年第',
  '今年首',
  '最近的',
  '最近几',
  '上次说',
  '上次要',
  '上次订',
  '上次提',
  '隔天送',
  '次日达',
]

/** ISO weekday numbers (Monday 1) by the last part of 周二, 星期二, 礼拜二. */
export const WEEKDAY_ENDINGS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  日: 7,
  天: 7,
  末: 0,
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  6: 6,
  7: 7,
}

export const ENGLISH_WEEKDAYS: Readonly<Record<string, number>> = {
  monday: 1,
  mon: 1,
  tuesday: 2,
  tues: 2,
  tue: 2,
  wednesday: 3,
  weds: 3,
  wed: 3,
  thursday: 4,
  thurs: 4,
  thur: 4,
  thu: 4,
  friday: 5,
  fri: 5,
  saturday: 6,
  sat: 6,
  sunday: 7,
  sun: 7,
}

export const ENGLISH_MONTHS: Readonly<Record<string, number>> = {
  january: 1,
  jan: 1,
  february: 2,
  feb: 2,
  march: 3,
  mar: 3,
  april: 4,
  apr: 4,
  may: 5,
  june: 6,
  jun: 6,
  july: 7,
  jul: 7,
  august: 8,
  aug: 8,
  september: 9,
  sept: 9,
  sep: 9,
  october: 10,
  oct: 10,
  november: 11,
  nov: 11,
  december: 12,
  dec: 12,
}

/** How many weeks away: 上周 is -1. The bare forms without a weekday name a whole week. */
export const WEEK_PREFIXES: Readonly<Record<string, number>> = {
  上上上个: -3,
  上上上: -3,
  上上个: -2,
  上上: -2,
  上个: -1,
  上一个: -1,
  上: -1,
  本: 0,
  这个: 0,
  这: 0,
  此: 0,
  下个: 1,
  下一个: 1,
  下: 1,
  下下个: 2,
  下下: 2,
}

/** Said of a time nobody could put a date to. */
export const VAGUE_DAYS = [
  ...'前几天 前两天 前些天 前阵子 前段时间 上个月 上月 月初 月底 几天前 这几天 这两天 近几天 这个月 周末 上旬 中旬 下旬 改天 过几天'.split(
    ' ',
  ),
  ...'过两天 下个月 下月 去年 前年 明年 今明 今明两天 以前 早些时候 前些时候 上半年 下半年 上季度 本季度 上半月 下半月 上半周 周初 周中 年初 年底 年末 年中 年前 年后 季末 季度末'.split(
    ' ',
  ),
  ...'最近 近日 近期 日前 前不久 不久前 上次 上回 次日 翌日 第二天 隔天 隔日 头天 头一天 前一天 前一晚 后一天 那晚 那日 某天 某日 有一天 有天 第一天 最后一天 前前天 今年 本年 昨今 昨今两天 春天 夏天 秋天 冬天 寒假 暑假 过年 节前 节后 假期'.split(
    ' ',
  ),
  ...[
    'the other day',
    'a few days ago',
    'few days ago',
    'some days ago',
    'last month',
    'next month',
    'this month',
  ],
  ...[
    'last year',
    'recently',
    'lately',
    'last time',
    'earlier this week',
    'earlier this month',
    'the next day',
    'the day before',
    'the previous day',
    'the week before last',
    'the following day',
    'over the weekend',
    'at the weekend',
    'last weekend',
    'this weekend',
    'next weekend',
    'the weekend',
    'a while ago',
  ],
]

/** Of the vague ones, those that lie ahead. */
export const VAGUE_FUTURE = [
  '明年',
  '今明',
  '今明两天',
  '改天',
  '过几天',
  '过两天',
  '下个月',
  '下月',
  'next month',
  'next weekend',
]

/** The hour (0-24, local) before which a part of the day has not begun. */
export const DAY_PARTS: Readonly<Record<string, number>> = {
  凌晨: 0,
  清晨: 5,
  早晨: 5,
  一早: 5,
  早上: 5,
  一大早: 5,
  上午: 6,
  中午: 11,
  下午: 12,
  午后: 12,
  傍晚: 17,
  晚上: 17,
  晚间: 17,
  夜里: 19,
  今早: 5,
  今晨: 5,
  今晚: 17,
  今夜: 17,
  tonight: 17,
  'this morning': 5,
  'this afternoon': 12,
  'this evening': 17,
  'in the morning': 5,
  'in the afternoon': 12,
  'in the evening': 17,
  morning: 5,
  afternoon: 12,
  evening: 17,
}

/** Day words after one of these belong to a next step, a schedule or a story, not to this activity. */
export const NEXT_STEP_BEFORE = [
  ...'约 约了 约好 约好了 约在 约定 约到 定 定在 定于 定了 改 改到 改在 改为 推迟到 延到 下次 预计 计划 答应 答应了 承诺 说 说好 说了'.split(
    ' ',
  ),
  ...'让 请 需 需要 争取 等 等到 到 待 预约 再约 约我 约的 要求 希望 截止 截至 安排在 安排 每 逢 隔 准备 打算 要'.split(
    ' ',
  ),
  ...[
    'every',
    'by',
    'until',
    'before',
    'for',
    'next step',
    'follow up',
    'followup',
    'again',
    'agreed',
    'deadline',
    'due',
  ],
]

/** ... and day words directly before one of these. */
export const NEXT_STEP_AFTER = [
  ...'再 送 给 来 回复 回电 答复 跟进 安排 交 签 发 带 寄 要 到货 上会 补 联系 确认 出门诊 门诊 坐诊 出诊 查房 手术 值班 休息 上班'.split(
    ' ',
  ),
  ...'的 订 下单 进货 开会 装机 付款 结款 打款 供货 提货 配送 前 之前 以前 内 以后 后 起 开始 会 可以 能 有 还 出结果 报价 拿'.split(
    ' ',
  ),
  ...'出差 复诊 去 见 拜访 回访 电话 打电话 过去 继续 试用 上货 送货 送样'.split(' '),
  ...[
    "'s",
    'to ',
    'will',
    'he ',
    'she ',
    'they ',
    'we ',
    'again',
    'for ',
    'send',
    'follow',
    'deliver',
    'bring',
    'call',
    'visit',
  ],
]
