/** Directly before a duration: it was not spent on the activity. */
export const NOT_SPENT_BEFORE = [
  ...'路上 路程 等 等了 等候 等待 排队 排了 堵 堵车 堵了 开车 开了 车程 迟到 迟到了 晚到 提前 早到 早到了 提早 每 每天 每周 每次 每月 来回'.split(
    ' ',
  ),
  ...'往返 再过 过 过了 还有 还要 还需 候诊 来回路上 路上花了 路上用了 耽误 耽误了 休息 休息了 午休 骑车 步行 走路 走了 坐车 坐了车 距离'.split(
    ' ',
  ),
  ...'平均 手术 保质期 有效期 间隔 输液 疗程 治疗 术后 服药后 餐后'.split(' '),
  ...[
    'waited',
    'wait',
    'waiting',
    'drive',
    'drove',
    'driving',
    'travel',
    'late',
    'every',
    'in',
    'within',
    'after',
    'wait for',
  ],
  ...['waited for', 'waiting for', 'travelled', 'traveled', 'drove for', 'commute'],
]

/** Anywhere in the clause before a duration: it is the way there (开车去清溪县医院2小时). */
export const TRAVEL =
  /(?:开车|坐车|打车|骑车|乘车|高铁|路上|车程|堵车|步行(?!街)|drove|driving|drive)[^,。;]{0,16}$/

/** Directly after a duration: likewise. */
export const NOT_SPENT_AFTER = [
  ...'车程 路程 路 一次 一班 药房 药店 营业 门诊 急诊 服务 热线 内 以内 之内 就到 就能到 才到 送达 到货 一趟 的路 的车 配送 起效 见效'.split(
    ' ',
  ),
  ...'超市 便利 值班 自助 监测 动态 输液 手术 以前 之前 前 以后 之后 后'.split(' '),
  ...[
    ' drive',
    ' away',
    ' late',
    ' early',
    ' ago',
    ' later',
    ' walk',
    ' wait',
    ' pharmacy',
    ' service',
    ' each way',
    ' hotline',
  ],
]

/** A bare 分 near one of these is a mark, not a minute. */
export const SCORE_BEFORE =
  /(?:满意度?|评分?|打了?|得了?|考了?|给了?|得分|分数|评价|打分|总分|成绩|score|第|百|充|部|成)[:为是]? ?$/
export const SCORE_AFTER =
  /^(?:满意|好评|制|之|享|析|配|销|公司|院|店|部|类|开|批|成|期|别|布|级|层|钱|数|量|差评|表扬|认可|感谢|重视|支持|热情|子|红|店|块)/

/** Directly before a duration: only a bound is known. */
export const BOUND_BEFORE = [
  '不到',
  '不足',
  '超过',
  '多于',
  '少于',
  '至少',
  '最多',
  '不超过',
  'less than',
  'more than',
  'over',
  'under',
  'up to',
  'at least',
]

/** 总共 and its like: this duration holds, whatever else is named. */
export const TOTAL_BEFORE = [
  '共',
  '一共',
  '总共',
  '合计',
  '总计',
  '前后',
  '全程',
  'total',
  'total of',
  'in total',
  'altogether',
]

/** For each of several customers. */
export const EACH_BEFORE = [
  '各',
  '各自',
  '每家',
  '每个',
  '分别',
  '每位',
  '每人',
  '均',
  '都',
  'each',
  '每家各',
]
export const EACH_AFTER = [' each', '每家', '每个', '一家', '一个']

export const ENGLISH_NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  'twenty-five': 25,
  'twenty five': 25,
  thirty: 30,
  'thirty-five': 35,
  forty: 40,
  'forty-five': 45,
  'forty five': 45,
  fifty: 50,
  sixty: 60,
  ninety: 90,
}
