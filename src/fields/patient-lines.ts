import { foldText } from '../text/fold-text.ts'
import { isPersonName } from '../text/person-names.ts'

const who = '患者|病人|病患|就诊人'
/** Who it is about, what of them, and what may stand in brackets behind: 患者, 转诊患者的联系电话（必填）, patient’s name. */
const chinese = `(?:转诊|转来|转介|推荐|介绍|本次|新|该)?(?:${who})的?(?:姓名|名字|联系电话|联系方式|电话|手机号码|手机号|手机|身份证号码|身份证号|身份证|证件号码|证件号|身份|出生日期|生日|年龄|性别|住址|地址|信息|资料|病种|病情|诊断)?|身份证(?:号码|号)?`
const english =
  "(?:the )?(?:referred |new )?patient(?:['’]?s)?(?: (?:full )?(?:name|phone|phone number|telephone|mobile|id|id number|identity|date of birth|birthday|address|age|details|info|disease|diagnosis))?|id (?:card|number)(?: number)?"
const label = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${chinese}|${english})[ \t]*(?:[（(][^（()）\n]{0,20}[)）][ \t]*)?[:：=＝]`,
  'giu',
)
const ofPatients = new RegExp(`${who}|身份证|patient|id (?:card|number)`, 'iu')
/** What one label says ends with its line, a sign that sets apart, or where another label follows. */
const valueEnd = /[\n\r,，;；。|｜]|(?<![ \t\u3000])[ \t\u3000]+(?=[^\s:：=＝]{1,20}[:：=＝])/u
/** 患者：3 例 counts them and names nobody. */
const nobody = /^(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s*[人位例名个]?|无|没有|暂无|none|n\/a|-)?$/iu
const namesNobody = (value: string): boolean => nobody.test(value.trim())

/**
 * The text without what stands behind the label of a patient (`患者：…`), whichever form it is meant for: in chat nobody
 * says who a patient is (PIPL art. 28, mission M30). The label alone stays, which tells whoever reads on that something
 * was left out.
 */
export function blankPatient(text: string): string {
  // Every message passes here, and hardly any speaks of one.
  if (!ofPatients.test(text)) return text
  return walkLabels(text.replace(called, labelAlone), (marked, value) =>
    namesNobody(value) ? marked + value : marked,
  )
}

/** Whether the text says who a patient is. */
export const namesPatient = (text: string): boolean => blankPatient(text) !== text

const title = '先生|女士|小姐|[男女]'
/** 患者王小花，腿脚不便; 病人叫李四. */
const called = new RegExp(
  String.raw`(${who})(?:的?(?:姓名|名字))?(?:名叫|叫做|叫|是|为)?[ \t]*(\p{Script=Han}{2,4}?)(?=${title}|$|[^\p{Script=Han}])`,
  'gmu',
)
/** What is left of it. */
const labelLeft = new RegExp(`(?:${who})：(?=${title}|$|[，,。；;、！!？?（(）)])`, 'mu')
const labelAlone = (all: string, whom: string, name: string): string =>
  isPersonName(foldText(name)) ? `${whom}：` : all

/** The text without those labels themselves, and whether there were any. */
export function leaveOutPatient(text: string): { text: string; isLeftOut: boolean } {
  let isLeftOut = false
  const left = walkLabels(text.replace(called, labelAlone), (marked, value) => {
    if (value.trim() !== '' && namesNobody(value)) return marked + value
    isLeftOut = true
    return ''
  })
  if (!isLeftOut && !labelLeft.test(left)) return { text, isLeftOut }
  const lines = left.split('\n').map((line) => line.replace(/^[\s,，;；。|｜]+$/u, ''))
  return { text: lines.filter((line) => line !== '').join('\n'), isLeftOut: true }
}

/** `姓名：王小花`, and `电话：87654321`; 电话：打了 20 个 is nobody's number. */
const personLine =
  /^\s*(?:\d{1,2}[.、)]\s*)?(?:(?:姓名|名字|full name|name)\s*[:：=＝]|(?:联系)?(?:电话|手机|方式)(?:号码?)?\s*[:：=＝].*\d{5}|(?:tele|mobile )?phone(?: number)?\s*[:：=＝].*\d{5}|(?:mobile|tel)\s*[:：=＝].*\d{5})/i
const personLabel = /姓名|名字|电话|手机|联系方式|\bname\b|phone|mobile|\btel\b/i

/** Whether what asks for this asks who somebody is, so that such lines are its own to read. */
export const asksForPerson = (label: string): boolean => personLabel.test(label)

/** The text without lines that give somebody's name or number, and whether there were any. */
export function leaveOutPerson(text: string): { text: string; isLeftOut: boolean } {
  const lines = text.split('\n')
  const left = lines.filter((line) => !personLine.test(line))
  return { text: left.join('\n'), isLeftOut: left.length < lines.length }
}

function walkLabels(text: string, put: (marked: string, value: string) => string): string {
  let out = ''
  let at = 0
  for (const { 0: marked, index } of text.matchAll(label)) {
    if (index < at) continue
    const from = index + marked.length
    const behind = text.slice(from)
    const length = behind.search(valueEnd)
    const value = length < 0 ? behind : behind.slice(0, length)
    out += text.slice(at, index) + put(marked, value)
    at = from + value.length
  }
  return out + text.slice(at)
}
