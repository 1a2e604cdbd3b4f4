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
  ...'在 去 到 给 从 跑 找 对 向 往 至 我们 我 还 顺路 顺便 然后 接着 刚刚 刚才 刚 又 名叫 叫做 联系 联络 拓展 新开发 开发 参观 考察 陪同 陪 想 准备 打算 需要 计划 谈 聊 反馈'.split(
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
  '在 给 去 到 了 从 对 向 往 找 约 和 跟 与 同 及 至 是 叫 为 趟 次 家 访 赴 进 离 过 由 把 被 请 邀 陪 我 们 的 先 再 又 还 刚 已 都 就 只 也 并 或 后 走 逛 巡 跑 见 看 送 发 寄 问 帮 替 让 来 回 联系 沟通 服务 那个 这个 呢 嗯 呃 啊 维护 支持 对接 协助 配合 路过 途经 顺路 顺便 客户 单位 终端 地点 目标 医院 其中 包括 分别 以及 然后 接着 代表 关于 重点 谈 聊 说 介绍 讨论 今 刚刚 一 一下 一趟 一回 位 经理 老板 主任 医生 教授 领导 同事 一起 开发 关注 汇报 接到 收到 得知 要 打 药房 药店 诊所 医院 门诊 参加 出席 前往 抵达 返回 考察 参观 跟进 约访 陪访 驻点 微信 短信 邮件 对账 催款 催 培训 宣讲 宴请 邀请 通知 提醒 回复 答复 询问 咨询 请教 带 送货 送样 送样品 配送 装机 维修 维保 巡检 检查 盘点 随访 来自 上 等 守 本周 上周 今年 其余 还有 改 结果 后来 接着 最后 首先 其次 另外 此外 补 补报 补录 补记 接 打来 拨打 致'

/** Behind a customer's name these make another place, though nobody would visit one for its own sake. */
export const OTHER_PLACES = [
  ...'居委会 村委会 委员会 业委会 居委 村委 派出所 街道办 办事处 卫健委 卫健局 卫生局 药监局 医保局 疾控 疾控中心 研究所 研究院 研究中心 协会 学会 商会 基金会'.split(
    ' ',
  ),
  ...'药业 制药 医药 药厂 器械 生物 科技 实业 商店 商场 商城 酒店 宾馆 饭店 餐厅 茶楼 食品 口腔 眼科医院 牙科 齿科 整形 美容 医美 月子中心 活动中心 文化站 菜场 小区 新村 和平 推拿 针灸 理疗 听力 视光 眼镜 养生 按摩 足疗 健身 母婴 宠物 花园 加油站 发展 用品'.split(
    ' ',
  ),
]

/** Rooms of a customer that end like a place of their own. */
export const OWN_ROOMS =
  /(?:食堂|大厅|仓库|药库|门店|在店|到店|住院|出院|入院|全院|进院|本院|营业厅|候诊厅|报告厅)$/

/** A department, a ward or a counter behind a customer's name is part of the customer; an eye or dental practice is not. */
export const DEPARTMENT_AFTER =
  /^(?![牙眼齿]科)[\u3400-\u9fff]{0,4}?(?:科|室|病区|病房|院区|住院部|护理部|市场部|采购部|国际部|特需部|分诊|急诊|总务|后勤|财务|采购|行政|医务|办公|护士|医生|大夫|收费|收银|前台|柜台|库房|仓库|(?<![茶酒])楼)/
/** The same behind the name of a hospital, which has every department. */
export const HOSPITAL_DEPARTMENT_AFTER = /^[牙眼齿]科/

/** What may run on behind a short name (康民) without being part of it: particles, pronouns, verbs, business. */
export const AFTER_CUSTOMER = [
  ...'的 了 说 要 很 没 不 未 让 请 给 这 那 他 她 它 我 你 咱 把 被 就 还 又 已 但 因 想 问 聊 谈 催 缺 欠 然后 可能 应该 大概 店里 用药 结款 结账 加单 加量 推迟 装机 并且 需要 由于 从来'.split(
    ' ',
  ),
  ...'反馈 反映 表示 关于 关心 介绍 确认 希望 同意 联系 沟通 提出 提到 提交 满意 认可 认为 新品 新药 新产品 老板 处方 处理 上货 上架 上量 下单 下周 下月 下次 上次 开单 开票 开户 开发 开药'.split(
    ' ',
  ),
  ...'建议 建档 接待 接受 接单 通知 通过 回款 回复 回话 出货 出单 对账 对接 对方 收货 收款 收样 收到 正在 正式 准备 明确 今年 半年 本月 本周 铺货 陈列 盘货 盘点 库存 销量 销售 用量'.split(
    ' ',
  ),
  ...'货款 货架 货物 合同 价格 报价 报货 样品 资料 活动 促销 客户 店员 店长 员工 顾客 病人 患者 进货 进药 巡店 理货 培训 维护 服务 大家 主要 结果 目前 现在 情况 问题 需求 配送 动销'.split(
    ' ',
  ),
  ...'拜访 回访 走访 负责 参观 考察 参加 组织 举办 合作 协商 商量 讨论 汇报 投诉 咨询 了解 学习 调研 支持 停业 关门 休息 装修 搬家 倒闭 那边 这边 那里 这里 人员 领导 同事 一起 全体 以及'.split(
    ' ',
  ),
]

/** Likewise, where nothing follows, a word of the above, or what such a verb takes (订货): 在 may begin 在线 as well. */
export const MAYBE_AFTER_CUSTOMER =
  '在 跟 与 和 及 也 都 去 来 是 有 再 先 后 送 签 拿 做 需 并 由 从 到 向 买 卖 订 退 换 补 付 交 看 试 取 等 约 各 赠 借 租 找 跑 走 见 吃 打 发 带 改 查 拒 嫌 答'
export const TAKEN_BY_VERB = /[货款样药单账品证物机钱票约会了过的完好到去来们下些点个事量价信货人]$/

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
