import { NUMERAL_CHARS, readNumeral } from '../../../../text/read-numeral.ts'
import { ENGLISH_MONTHS } from '../words/day-words.ts'

/** A number of up to two digits, as in a date. */
export const NUM = `(?:\\d{1,2}|[${NUMERAL_CHARS}]{1,3})`
/** Not the end of a longer number or word. */
export const ALONE = '(?<![\\d.:/\\-a-z])'
const MONTH = Object.keys(ENGLISH_MONTHS)
  .sort((a, b) => b.length - a.length)
  .join('|')

type VagueReader = (today: unknown, groups: (string | undefined)[]) => [] | null

/** Written forms of a time from which no single day can be told: it has to be asked. */
export const VAGUE_DAY_FORMS: readonly { form: RegExp; read: VagueReader }[] = [
  {
    // 腊月二十八, 农历三月初五, 初八: the lunar calendar is not reckoned.
    form: new RegExp(
      `(?:(?:农历|阴历) ?(?:${NUM}月|[正腊冬]月)?|(?<!真)正月|腊月|冬月|${NUM}月(?=初[一二三四五六七八九十])|大?年(?=初[一二三四五六七八九十])|(?<![大最当起年])(?=初[一二三四五六七八九十](?![年级中次步期诊访种])))(?:初|廿)?[${NUMERAL_CHARS}]{0,3}`,
      'y',
    ),
    read: () => [],
  },
  {
    // 今年3月, 10月份, 3月底: no day of it is known.
    form: new RegExp(
      `${ALONE}(?<![个每第隔数${NUMERAL_CHARS}])(?:(?:去年|前年|今年|明年|20\\d{2} ?年) ?)?(${NUM}) ?月(?:份|初|中旬?|底|末|上旬|下旬)?(?![\\d${NUMERAL_CHARS}报结度饼会子经龄薪租亮个次均销])`,
      'y',
    ),
    read: (_, [m]) => ((readNumeral(m ?? '') ?? 0) >= 1 && (readNumeral(m ?? '') ?? 13) <= 12 ? [] : null),
  },
  {
    // 两周前, 半个月前, 十来天前, 20多天前
    form: new RegExp(
      `(?<!第)(?:半|好?几|数|${NUM}) ?[多来几]?个?[多半]?(?:周|星期|礼拜|月|年|天)多?(?:之|以)?前`,
      'y',
    ),
    read: () => [],
  },
  {
    form: /(?:\d{1,2}|an?|one|two|three|four|five|six|several|some|few)(?: couple of)? (?:weeks?|months?|years?) ago/y,
    read: () => [],
  },
  {
    // 头几天, 前一阵, 早些天, 过去两周, 上个季度, Q3, 第46周
    form: new RegExp(
      `(?:头|前|早|近|过去|这|那|上|往前)(?:几|一|两|些|好几|两三|三四)个?(?:天|日子|日|阵子?|段时间|段|周|星期|礼拜|月|晚)|[上本这下]一?个?(?:季度|季|学期|财年|旬|半月)|第?[一二三四1-4]季度|q[1-4](?![a-z\\d])|第?${NUM}周(?![岁年])`,
      'y',
    ),
    read: () => [],
  },
  { form: /每(?:逢|个)?(?:周|星期|礼拜)[一二三四五六日天末]?/y, read: () => [] },
  {
    form: new RegExp(`(?<![a-z])(?:in|last|early|late|mid) (?:${MONTH})(?![a-z\\d]| \\d)`, 'y'),
    read: () => [],
  },
]
