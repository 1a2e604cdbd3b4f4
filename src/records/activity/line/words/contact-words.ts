/** Surnames that may stand before a title (李主任) or after 老 and 小 (老吴). Two-character ones first. */
export const SURNAMES =
  '欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 夏侯 令狐 ' +
  '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 ' +
  '薛 叶 阎 余 潘 杜 戴 夏 钟 锺 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 ' +
  '乔 贺 赖 龚 文 庞 樊 兰 殷 施 陶 洪 翟 安 颜 倪 严 牛 温 芦 季 俞 章 鲁 葛 伍 韦 申 尤 毕 聂 丛 焦 向 柳 邢 路 岳 齐 梅 莫 庄 辛 管 祝 左 涂 谷 ' +
  '祁 舒 耿 牟 卜 肖 詹 关 苗 凌 费 纪 靳 盛 童 欧 甄 项 曲 成 游 阳 裴 席 卫 查 屈 鲍 覃 霍 翁 隋 植 甘 景 薄 单 包 司 柏 宁 柯 阮 桂 闵 解 强 ' +
  '柴 华 车 冉 房 边 辜 吉 饶 刁 瞿 戚 丘 古 米 池 滕 晋 苑 邬 臧 畅 宫 苟 全 褚 廉 简 娄 盖 符 奚 木 穆 党 燕 郎 邸 冀 谈 姬 屠 连 郜 晏 栾 郁 商 蒙 计 喻 揭 窦 迟 宇 敖 糜 鄢 冷 卓 花 仇 艾 蓝 巩 稽 井 练 仲 乐 虞 卞 封 竺 冼 原 官 衣 楚 佟 栗 匡 宗 应 台 巫 鞠 僧 桑 荆 谌 银 扬 明 沙 薄 伏 岑 习 胥 保 蔺'

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

/** Beginnings that look like a surname and are not: words of this trade. */
export const NOT_NAMES = [
  ...'安排 高层 高管 方面 周边 时间 常规 成功 成交 成立 方便 方案 高兴 安全 安装 金额 任务 温度 石膏 简单 解释 解决 应酬 连锁 高血 高值 高端 余款 余额 贺卡'.split(
    ' ',
  ),
  ...'何时 何人 施工 施药 康复 文件 管理 包装 强调 华东 华南 武汉 苏州 杭州 温州 郑州 沈阳 江苏 江西 雷同 白板 毛利 顾客 顾问 龙头 万一 常务 马上 江边 陈列'.split(
    ' ',
  ),
  ...'陈旧 常见 段落 任何 白天 黄金 车费 全科 全部 商务 商量 计划 谈了 谈到 关于 关系 关注 保证 保持 保留 和平 应该 应急 官方 原来 明确 明天 明年 单位 单独'.split(
    ' ',
  ),
  ...'解答 向来 来了 来访 来电 都是 强烈 宣传 路上 路过 路程 车程 盛情 管床 花了 冷链 冷藏 明显 符合 易耗 房间 包括 全体 全面 全程 项目 位置 平安 连续 盖章'.split(
    ' ',
  ),
  ...'连同 时候 时常 左右 成本 成品 成果 钱款 文章 文字 石斛 黄芪 姜黄 葛根 甘草 费用 费率 温和 金牌 金融 白班 卫生 卫健 党委 党建 申请 申报 申购 单子 单价'.split(
    ' ',
  ),
  ...'台账 官网 向他 向她 简报 简介 计算 计量 乐意 乐观 安心 易懂 季度 季节 牛奶 石头 花费 门诊 强化 解读 应对 应收 白跑 白来 阳性 万元 万块 万支 万盒 方向 和他'.split(
    ' ',
  ),
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
