/** Titles that follow a surname or a name, longest first where one begins another. */
export const TITLES = [
  ...'副主任医师 主任医师 副主任药师 主任药师 主治医师 住院医师 执业药师 副主任 主任 副教授 教授 医生 大夫 医师 副院长 院长 副书记 书记'.split(
    ' ',
  ),
  ...'副科长 科长 副处长 处长 副所长 所长 副站长 站长 护士长 护士 护师 药剂师 药师 老师 副校长 校长 副局长 局长 副部长 部长 副总经理 总经理'.split(
    ' ',
  ),
  ...'副总 经理 总监 主管 组长 班长 店长 店员 老板娘 老板 采购员 采购 会计 出纳 财务 秘书 助理 干事 博士 先生 女士 小姐 同志 师傅 医助 教练 总 姐 哥 工 董'.split(
    ' ',
  ),
]

/** Of the titles, those too short to stand without a surname of one character directly before. */
export const SHORT_TITLES = ['总', '姐', '哥', '工', '董']

/** Titles that make a contact even without a name (见了护士长), and the department they may carry. */
export const BARE_TITLES = [
  '护士长',
  '院长',
  '副院长',
  '副主任',
  '主任',
  '店长',
  '老板',
  '老板娘',
  '科长',
  '所长',
  '站长',
  '校长',
]

/** 小 and 老 begin many words that are not persons. */
/** Before 小 or 老 these make another word (中小, 古老). */
export const NOT_BEFORE_NICKNAME = /[大中从最很太较变缩细弱幼窄古养长元遗衰苍]$/

export const NOT_NICKNAMES = [
  ...'小时 小程序 小区 小组 小学 小金额 小方案 小包 小单 小计 小米 小白 小伙 小费 小票 小型 小房 小路 小车 小店 小盒 小任务 小项目 小高峰 小会议 小诊所 小龙虾'.split(
    ' ',
  ),
  ...'老师 老客 老年 老家 老板 老方案 老路 老项目 老房 老单 老关系 老金 老楼 老院 老城 老车 老药 老病 老户 老白干 老文件 老钱 老是 老干 老顾客 老和 老位 老全 老明'.split(
    ' ',
  ),
]

/** A person after one of these came along, or is a patient: not the one who was met. */
export const COMPANION_BEFORE = [
  '陪',
  '陪同',
  '陪着',
  '随',
  '跟随',
  '带',
  '带着',
  '带了',
  '带领',
  '协同',
  '同事',
  '我们',
  '我司',
  '领导',
  '上级',
  '新人',
  '替',
  '代替',
  '顶替',
  '代表',
]

/** 代 and 帮 are parts of other words (现代, 时代, 帮忙) and verbs of their own (帮李主任搬货). */
export const STANDING_IN = /(?:(?<![现时古年当换近朝后第一二三])代|(?<![大])帮)$/
export const COMPANION_BEFORE_LATIN = ['my manager', 'my boss', 'colleague', 'my colleague']

/** Behind a name: somebody of theirs is spoken of. */
export const OTHERS_OF =
  /^ ?的(?:学生|徒弟|助理|助手|秘书|同事|下属|手下|搭档|朋友|亲戚|家人|研究生|博士生|实习生|老乡|师弟|师妹|师兄|师姐|接班人|前任|继任)/
/** Behind a name, or before it: not there, so whoever else is named was the one met. */
export const ABSENT_AFTER =
  /^ ?(?:(?:让|派|叫|安排|委托)[\u3400-\u9fff]{1,4}(?:接待|来|对接|陪|出面|负责|代)|(?:人)?(?:今天|当时|刚好|正好|临时|都|又|也|还)?(?:不在|没在|未在|没来|没上班|不上班|外出|出差|休假|请假|休息|出门诊去|开会去|出去了|没空|不得空|退休|调走|离职|开会|手术(?!室)|查房|坐诊|会诊|上课|培训|学习|出国|生病|住院|产假|下夜班|有事|下乡|在忙|太忙|很忙|was not in|wasn't in|was out|is out|not in|was away|wasn't there|was not there|on leave|was off))/
/** Before a name: met in place of whoever else was named. */
export const INSTEAD_BEFORE =
  /(?:只|仅|就|改|转|换|才)(?:是)?(?:见|遇|碰|找|约|跟|和|与|成|为)(?:到|着|了|上)?$|(?:见|遇到?|碰到?|接待)的是$/
export const ABSENT_BEFORE =
  /(?:[没未]有?(?:见|碰|遇|找|等|约|联系|赶|看|逮)(?:到|着|上|成)?|(?:本来|原本|原计划|原定|本想|原想)(?:是|想|要|打算|准备)?(?:去|找|见|拜访|约))了?$/
/** After 和, 跟, 与 and a name: came along (和小刘去了市一院). */
export const TOGETHER = ['一起', '一同', '一块', '一道', '去', '到', '跑', '走访', '拜访', '上门', '回访']
export const COMPANION_AFTER = [
  '陪同',
  '陪着',
  '带队',
  '代班',
  '替班',
  '顶班',
  '换班',
  '带我',
  '带着我',
  '带领',
  '领着',
  '领我',
  '陪我',
  '和我一',
  '跟我一',
  '同行',
  '随行',
  '介绍的',
  '推荐的',
  '介绍我',
  '推荐我',
  '介绍来',
  '转介',
  '协访',
]
export const PATIENT_BEFORE = [
  '病人',
  '患者',
  '病友',
  '家属',
  '病患',
  '产妇',
  '患儿',
  'patient',
  'patients',
  'pt',
  '死者',
  '伤者',
]
export const PATIENT_AFTER = [
  '患者',
  '病人',
  '家属',
  '某',
  '女儿',
  '儿子',
  '老公',
  '老婆',
  '家人',
  '爱人',
  '先生的',
  '的病',
]

/** Particles and verbs that may follow a name directly, so that 张伟没在 is 张伟 and 张伟明 is not. */
export const AFTER_NAME =
  '他 她 我 你 您 咱 没 不 未 在 说 要 了 和 跟 与 同 及 的 很 也 都 已 去 来 谈 聊 问 答 表 反 关 约 正 让 请 拜 回 电 打 给 对 出 那 这 今 昨 前 明 上 下 接 介 确 希 同 以 因 处 等 有 是 会 把 被 将 就 还 沟 见 开 忙 休 请 联 通 催 送 收 签 拿 做 想 需 态 建 推 订 提 满 认 新 老 半 一 两 三 四 五 六 七 八 九 十'
