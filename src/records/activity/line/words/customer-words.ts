/** What a place of business is called, with the customer kind it fits; the longest one wins. */
export const PLACE_SUFFIXES: Readonly<Record<string, 'hospital' | 'clinic' | 'pharmacy' | 'place'>> = {
  医院: 'hospital',
  卫生院: 'hospital',
  保健院: 'hospital',
  妇幼保健院: 'hospital',
  医学院: 'hospital',
  中医院: 'hospital',
  人民医院: 'hospital',
  校医院: 'hospital',
  疗养院: 'hospital',
  护理院: 'hospital',
  专科医院: 'hospital',
  诊所: 'clinic',
  门诊: 'clinic',
  门诊部: 'clinic',
  卫生室: 'clinic',
  卫生所: 'clinic',
  医务室: 'clinic',
  中医馆: 'clinic',
  医馆: 'clinic',
  国医馆: 'clinic',
  卫生服务中心: 'clinic',
  卫生服务站: 'clinic',
  服务站: 'clinic',
  卫生站: 'clinic',
  卫生中心: 'clinic',
  服务中心: 'clinic',
  药房: 'pharmacy',
  药店: 'pharmacy',
  大药房: 'pharmacy',
  大药店: 'pharmacy',
  药堂: 'pharmacy',
  医药商店: 'pharmacy',
  体检中心: 'place',
  医疗中心: 'place',
  康复中心: 'place',
  医美中心: 'place',
  血站: 'place',
  养老院: 'place',
  敬老院: 'place',
  福利院: 'place',
  公司: 'place',
  超市: 'place',
  小学: 'place',
  中学: 'place',
  大学: 'place',
  学校: 'place',
  幼儿园: 'place',
  社区: 'place',
  商行: 'place',
}

/** Short forms of which every town has one: never a name by themselves. */
export const SHORT_PLACES = [
  ...'一院 二院 三院 四院 五院 六院 人医 中医院 妇幼 妇幼保健院 人民医院 中心医院 附院 附一院 附二院 附属医院 肿瘤医院 儿童医院 口腔医院 市医院 县医院'.split(
    ' ',
  ),
  ...'区医院 省医院 县中医院 市中医院 市妇幼 县妇幼 区妇幼 省妇幼 县人医 市人医 校医院 保健院 市二院 市三院 县一院'.split(
    ' ',
  ),
]

/** Cut from the front of what stands before a place word: they lead to a name and are not part of it. */
export const PLACE_LEADS = [
  ...'附近 周边 周围 沿街 沿路 隔壁 旁边 对面 路边 楼下 一家 两家 三家 四家 五家 六家 七家 八家 九家 十家 几家 多家 各家 这家 那家 另一家 另外一家 一个 两个 三个'.split(
    ' ',
  ),
  ...'在 去 到 给 从 跑 找 对 向 往 至 我们 我 还 顺路 顺便 然后 接着 刚刚 刚才 刚 又 名叫 叫做 联系 拓展 新开发 开发 参观 考察 陪同 陪 想 准备 打算 需要 计划 谈 聊 反馈'.split(
    ' ',
  ),
  ...'讨论 关于 介绍 推荐 提到 说到 比如 例如 经过 路过 途经 转到 转往 送到 送往 转去 除了 不是 了解 今 走 逛 趟 进 客户 地点 单位 家 个 次'.split(
    ' ',
  ),
]

/** Before a place word these make it no name (社区医院, 新药店). */
export const GENERIC_PLACES = [
  ...'社区 连锁 小 大 新 老 各 各大 乡镇 县城 城区 街道 某 其他 别的 本 贵 该 分 总 子 集团 目标 终端 民营 私立 公立 二级 三级 三甲 二甲 基层 回 县 市 区 镇 乡 村 省'.split(
    ' ',
  ),
  ...'反馈 周边 药 医药 商业 药品 医疗 医疗器械 器械 物流 配送 专业 专科 综合 住 出 入 转 全 急 门急 普通 专家 特需 夜 发热 重点 所有 全部 部分 一些 合作 下游 本地 当地 外地 每'.split(
    ' ',
  ),
]

/** Directly after a customer's name: the place meant is another one, nearby. */
export const NEARBY = [
  '对面',
  '旁边',
  '旁',
  '附近',
  '隔壁',
  '门口',
  '楼下',
  '周边',
  '周围',
  '后面',
  '前面',
  '边上',
  '后门',
  '斜对面',
  '一带',
  '路口',
  '路',
]

/** Other campuses are other customers; the rest of a hospital (骨科, 东院区) is the same one. */
export const BRANCH = [
  '分院',
  '分店',
  '二店',
  '三店',
  '一店',
  '二部',
  '分部',
  '总店',
  '连锁',
  '集团',
  '分号',
  '新店',
  '二分店',
  '一分店',
]

/** Words that may stand directly before a customer's name; anything else makes it a different, longer name. */
export const BEFORE_CUSTOMER =
  '在 给 去 到 了 从 对 向 往 找 约 和 跟 与 同 及 至 是 叫 为 趟 次 家 访 赴 进 离 过 由 把 被 请 邀 陪 我 们 的 先 再 又 还 刚 已 都 就 只 也 并 或 后 走 逛 巡 跑 见 看 送 发 寄 问 帮 替 让 来 回 联系 沟通 服务 维护 支持 对接 协助 配合 路过 途经 顺路 顺便 客户 单位 终端 地点 目标 医院 其中 包括 分别 以及 然后 接着 代表 关于 重点 谈 聊 说 介绍 讨论 今 刚刚 一 位 经理 老板 主任 医生 教授 领导 同事 一起 开发 关注 汇报 接到 收到 得知 新 老 要 打 药房 药店 诊所 医院 门诊 参加 出席 前往 抵达 返回 考察 参观 跟进 约访 陪访 驻点 微信 短信 邮件 对账 催款 催 培训 宣讲 宴请 邀请 通知 提醒 回复 答复 询问 咨询 请教 带 送货 送样 送样品 配送 装机 维修 维保 巡检 检查 盘点 随访 来自 上 等 守 本周 上周 今年 其余 还有 改 结果 后来 接着 最后 首先 其次 另外 此外 补 补报 补录 补记 接 打来 拨打 致'

/** The activity was about this customer or at the way to it, it was not the one visited. */
export const ABOUT_CUSTOMER = [
  ...'谈 谈了 谈到 聊 聊了 聊到 聊起 讨论 讨论了 关于 介绍 介绍了 推荐 推荐了 提到 说到 说起 像 比 比如 例如 从 离开 路过 途经 经过 转 转到 转往 转诊到'.split(
    ' ',
  ),
  ...'说 说是 听说 据说 反映 表示 告诉 知道 转去 送到 送往 不是 不同于 类似 参考 离 除了 反馈 打听 了解 问起 问了'.split(
    ' ',
  ),
  ...[
    'about',
    'regarding',
    'from',
    'like',
    'near',
    'not',
    'instead of',
    'than',
    're',
    'discussed',
    'mentioned',
    'for',
  ],
]

/** Between two customers of one list nothing else may stand than these, marks of a list, and what is said of each. */
export const LIST_JOINERS = [
  '和',
  '与',
  '跟',
  '及',
  '以及',
  '还有',
  '、',
  ',',
  ';',
  '/',
  '+',
  '&',
  'and',
  '加',
  '再',
  '先',
  '又',
  '后',
  '然后',
  '最后',
  '到',
  '再到',
  '然后到',
  '都是',
  '是',
  '了',
  '的',
  '去',
]

/** Pieces of names that many customers share; alone they point to nobody. */
export const COMMON_NAME_PIECES = [
  ...'医院 人民 第一 第二 中医 保健 妇幼 门诊 诊所 药房 社区 卫生 服务 中心 大学 学院 师范 医科 附属 属医 民医 幼保 健院 所在 部门 校医 院校 大药 药店 市第 市人 县人'.split(
    ' ',
  ),
  ...'生服 务中 区卫 和大 市中 医学 学附 市妇 范学 湾市 湾医 湾师 科大 江市 溪县 岭社 塘仁 湾康 岭同 民诊 爱门 诊部 和药 康复 体检 连锁 公司 南医 总院 分院 城区 东院 西院'.split(
    ' ',
  ),
]

export const ENGLISH_PLACES = [
  'hospital',
  'clinic',
  'pharmacy',
  'drugstore',
  'drug store',
  'health center',
  'health centre',
  'medical center',
  'medical centre',
  'surgery',
  'practice',
  'nursing home',
]

/** English words that end the way back from a place word to the beginning of its name. */
export const NOT_IN_ENGLISH_NAMES = new Set(
  'the a an at to of in from with and new old existing my our this their his her visited visit call called calling for customer client account on by met saw near one two three some another other local today yesterday tomorrow is was i we it about phone phoned went existing: new: customer: client: two- after before then also just'.split(
    ' ',
  ),
)
