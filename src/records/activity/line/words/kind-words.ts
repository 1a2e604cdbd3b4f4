/**
 * The words that tell what kind of activity was done. All entries are folded (simplified, half-width, lower case).
 * The longest word wins, so a compound that means something else (`skip`) shields the short word inside it.
 */
export const KIND_WORDS = {
  /** Someone was met in person. Says nothing about new or old. */
  visit: [
    '拜访 走访 上门 登门 面访 探访 到访 造访 拜会 会见 会面 见面 面谈 约见 看望 巡访 拜见 上门拜访 登门拜访 实地拜访',
    '见了 见到 见到了 见过 见着 见着了 看了看',
    'visit|visits|visited|visiting|met|met with|saw|dropped by|dropped in|stopped by|popped in|called on|went to see',
  ],
  /** A visit is likely; too weak to outweigh a meeting or a training. */
  weak_visit: [
    '去 去成 去成了 去了 去过 去趟 去了趟 去了一趟 去一趟 跑 跑了 跑了趟 跑了一趟 跑一趟 跑趟 见 找 找了 找到 来到 到了 又去 又去了 再去 再去了 先去',
    '先去了 又跑 又跑了 再跑 白跑 白跑一趟 过去了 转了转 转了一圈',
    'went to|went|been to|go to|go|see|meet|seeing|meeting with|drove to|came to|at the',
  ],
  /** The person was not there; the way was made all the same. */
  absent: [
    '没见到 没见着 没见 未见到 未见 没碰到 没碰着 没遇到 没找到 没见成',
    "didn't meet|did not meet|didn't see|did not see|couldn't meet|could not meet|couldn't see|could not see",
  ],
  /** A return visit, unless a phone was used. */
  revisit: [
    '回访 复访 再访 二访 重访 二次拜访 再次拜访 第二次拜访 第三次拜访 再次上门 二次上门 再次回访 上门回访 回访了',
    'follow-up visit|followup visit|follow up visit|return visit|repeat visit|second visit|revisit|revisited|revisiting',
  ],
  /** A visit to someone never visited before. */
  first_visit: [
    '陌拜 陌生拜访 首访 初访 首次拜访 第一次拜访 初次拜访 首次上门 第一次上门 第一次去 首次去 初次上门 第一次到 第一次见',
    '新拜访 新访',
    'first visit|first-time visit|first time visit|initial visit|cold visit|visited for the first time',
  ],
  new: [
    '新客户 新客 新顾客 新用户 新终端 首次客户 新增客户 新开客户 新拓客户',
    'new customer|new customers|new client|new clients|new account|new accounts|new cust|new prospect|newcustomer',
  ],
  old: [
    '老客户 老客 老顾客 老用户 老终端 旧客户 老主顾 熟客 老拜访 老访 既有客户 现有客户 原有客户 已有客户 存量客户 长期客户 固定客户 老合作客户 合作客户',
    'existing customer|existing customers|existing client|existing clients|existing account|old customer|old customers',
    'old client|old clients|current customer|current client|regular customer|regular client|returning customer',
    'existing cust|old cust|known customer|repeat customer|regular|existing',
  ],
  /** Said of new and old ones at once: of this one nothing is known. */
  both: [
    '新老客户 老新客户 新旧客户 新老顾客 新老客 新老用户 新老终端 新、老客户 老、新客户 新/老客户 老/新客户 新或老客户 新客老客 新老都有 新老各半',
    'new and old customers|new and existing customers|new and existing clients|new or existing customer|new/existing customer',
    'new or old customer|old and new customers|existing and new customers|new/old customer',
  ],
  call: [
    '📞 ☎ 📲 ☏',
    '电话 打电话 打了电话 打个电话 打了个电话 打了一个电话 通电话 通了电话 通了个电话 致电 去电 来电 回电 电联 电访 通话 打给 拨打',
    '电话回访 电话拜访 电话随访 电话沟通 电话联系 电话联络 电话访问 电话跟进 电话维护 打电话回访 打电话给 电话给 回了电话 回电话 回访电话',
    '电话拜访了 拨通 打通 打来电话 打来的电话 来了电话 接电话 接了电话 接到电话 接了个电话 打过电话',
    'call|calls|called|calling|a call|phone|phoned|phoning|phone call|phone calls|phone visit|rang|telephoned|telephone',
    'follow-up call|follow up call|callback|call back|called back|call with|call to|tel',
  ],
  other: [
    '开会 会议 例会 部门会 晨会 早会 夕会 晚会 周会 月会 季度会 年会 总结会 复盘会 碰头会 视频会议 电话会议 视频会 电话会 部门例会 周例会',
    '学术会 学术会议 科室会 科会 推广会 研讨会 论坛 展会 展览会 订货会 讲座 科普讲座 义诊 沙龙 招商会 交流会 座谈会 答谢会',
    '培训 内训 学习 参训 带教 考试 演练',
    '发传单 派传单 发单页 派单 派发传单 发宣传单 发宣传页 发资料 贴海报 地推 摆摊 摆展 扫街 路演 巡展 布展',
    '写报告 写周报 写日报 写总结 写材料 做报表 做方案 整理资料 整理客户资料 录入资料 做标书 写标书 团建 值班 盘点 点货 填报表 填表 面试 内勤 办公室工作',
    'team meeting|department meeting|sales meeting|staff meeting|weekly meeting|internal meeting|training|trainings',
    'product training|workshop|seminar|webinar|conference|conference call|congress|symposium|exhibition|trade fair|expo',
    'leaflets|flyers|leafleting|flyering|handing out leaflets|handing out flyers|handed out flyers|handed out leaflets',
    'paperwork|admin work|office work|report writing|writing reports|wrote report|lecture|free clinic|team building',
  ],
  /** The way somewhere: whatever else was done counts before it. */
  trip: ['出差 出差中 外出出差', 'business trip|on a business trip|travelling on business'],
  /** With a customer or a person it may be a visit, without one it is office work. */
  meeting: ['meeting|meetings|a meeting'],
  /** Put off or called off: nothing was done. */
  cancelled: ['取消 改期 推迟 延期 作罢 没成行 没成', 'cancelled|canceled|postponed|rescheduled|called off'],
  /** Compounds that only look like one of the above. */
  skip: [
    '去年 过去 去世 上去 下去 回去 出去 进去 失去 去除 去向 去掉 拿去 送去 去留 除去',
    '意见 见效 常见 可见 看见 听见 再见 见解 见证 罕见 少见 偏见 见谅 见习 寻找 找零 跑步 跑单 跑腿 到期 跑量',
    '电话号码 电话号 电话簿 电话本 电话卡 手机电话 没电话 留电话 留了电话 留下电话 要电话 要了电话 记了电话 给了电话 有电话 联系电话',
    '换电话 加了电话 电话费 电话单 电话咨询 电话通知',
    '学习班 培训班 进修班',
    '会议室 会议资料 培训资料 培训手册 培训计划 学习资料 会议纪要 培训需求 培训费 会议费 会议通知 培训通知 培训会的通知 考试院',
    '老客户带新客户 老带新',
    'phone number|cell phone|mobile phone|telephone number|meeting room|training material|training materials|call sheet',
    'call center|call centre|go ahead|see you|see below|met the target|saw mill|new customer form',
    'new customer list|new customer policy|new customer discount|new customer price|new customer offer',
    '新客户政策 新客户名单 新客户优惠 新客户折扣 新客户价 新客户活动 新客户开发 新客户方案 新客户表 新客户登记 新客户档案',
    '新客户指标 新客户数 新客户任务 老客户政策 老客户名单 老客户优惠 老客户维护 老客户活动 老客户档案 老客户答谢会',
    '老客户介绍 老客户推荐 老客户转介 老客户带新客 老客户带新人 老客户带的 老客户带来 老客户带过来 老客户带我',
  ],
} as const satisfies Record<string, readonly string[]>

export type KindWord = keyof typeof KIND_WORDS

/** Directly before a verb (day words may stand between): not done. */
export const NEGATORS = [
  ...'没 没有 没能 未 未能 不 不能 没法 无法 没时间 没空 忘 忘了 忘记 来不及 没来得及 没来及 没再 还没 还没有 并未 是不是 是否 本来要 本想 原计划 原本要 原本想 本打算 原打算 原定'.split(
    ' ',
  ),
  ...["didn't", 'did not', "couldn't", 'could not', "can't", 'cannot', 'never', 'not', "haven't", 'have not'],
  ...[
    'unable to',
    'failed to',
    'not able to',
    'no',
    'forgot to',
    "didn't get to",
    'without',
    'was going to',
    'was supposed to',
    'meant to',
    'wanted to',
  ],
]

/** Directly before a customer word that closes the line: it holds for everything told before it too. */
export const FOR_ALL = [
  '都是',
  '都为',
  '均为',
  '均是',
  '全是',
  '全部是',
  '都',
  '全部',
  '皆为',
  'both',
  'all',
  'all of them',
  'both are',
  'all are',
]

/** Directly before a customer word, or behind it: a guess of whoever typed. */
export const HEDGE_BEFORE = [
  ...'像 像是 好像 好像是 应该 应该是 应该算 可能 可能是 也许 也许是 大概 大概是 似乎 似乎是 估计 估计是 感觉 感觉是 感觉像 看来是 看样子是 看着像 貌似 貌似是 或许 或许是 恐怕 恐怕是'.split(
    ' ',
  ),
  ...'觉得 觉得是 觉得像 认为是 想必是 怕是 不一定是 推测 推测是 判断是 暂定 暂时算 先按 先算 勉强算 有点像 大抵是 八成 多半'.split(
    ' ',
  ),
  ...'算 算是 算个 不确定是 不知道是 不清楚是 没准是 说不定是 疑似 疑 不太像 据说是 听说是 大约是 多半是 八成是 我猜 我猜是 猜是 印象中是 记得是 我记得是 按理是 是否 是否是 会不会是 是不是'.split(
    ' ',
  ),
  ...[
    'maybe',
    'maybe a',
    'maybe an',
    'probably',
    'probably a',
    'probably an',
    'perhaps',
    'perhaps a',
    'likely',
  ],
  ...[
    'possibly',
    'possibly a',
    'i think',
    'i think a',
    'i guess',
    'seems',
    'seems to be a',
    'could be a',
    'might be a',
  ],
  ...[
    'i believe',
    'i believe an',
    'i believe a',
    'believe',
    'i suppose',
    'presumably',
    'apparently',
    'i assume',
  ],
  ...['should be a', 'should be an', 'not sure if', 'might be an', 'could be an', 'seems a', 'seems an'],
]

/** 谁是老客户 is said for sure of these alone; 看样子是, 说不上是 and whatever else leads to 是 is a guess or a denial. */
export const FIRM_BEFORE =
  /(?:^|[^\u3400-\u9fff]|[他她它您你们家都全也就又这那均皆还直经本确认真了位者的院所店科室部生授任夫师]|因为|由于|而且|并且|属|同样|肯定|一定|当然|其实)是$/
/** Directly before a visit: nobody went there, so it may as well be a call. */
export const REMOTE_BEFORE =
  /(?:视频|线上|在线|微信|企微|网上|网络|远程|云端?|语音|短信|邮件|钉钉|qq|online|video|remote|virtual)(?:会议)?(?:上|里|中)? ?$/

/** 半新客户, 准老客户 */
export const HALF_BEFORE = /[半次准亚伪类较偏]$/
export const HEDGE_AFTER =
  /^ ?(?:[([] ?)?(?:\?|(?:是|对|没错)?[吧吗嘛](?!台)|(?:是|对)?么(?![\u3400-\u9fff])|是不是|来着|的样子|(?:待确认|待核实|待定|待查|存疑|不确定|不太确定|没确认|未确认|未核实|不敢确定|记不清|忘了|好像|好像是|应该|应该是|可能|可能是|大概|大概是|也许|估计|估计是|i think|i guess|maybe|probably|perhaps|not sure|tbc|to be confirmed|unconfirmed)(?=了? ?(?:$|[,.。;!?)\]])))/

/** Directly before a new or old customer word: it is not said of this customer. */
export const STATUS_NEGATORS = [
  '不是',
  '不算',
  '非',
  '并非',
  '不属于',
  '还是不是',
  'not',
  'not a',
  'not an',
  'no longer a',
]

/** Directly before a verb (day words may stand between): meant to be done later. */
export const PLANNERS = [
  ...'要 想 将 将要 准备 打算 计划 预计 拟 待 争取 希望 约 约了 约好 约好了 约定 已约 预约 预约了 下次 改天 改日 回头 有空 有时间 等有空 等有时间'.split(
    ' ',
  ),
  ...'即将 马上要 需要 需 约到 定于 定在 下一步 后续 再约 约在 等会 待会 一会儿 待会儿 等下'.split(' '),
  ...[
    'will',
    "i'll",
    "we'll",
    'going to',
    'gonna',
    'plan to',
    'plans to',
    'planning to',
    'want to',
    'need to',
    'shall',
  ],
  ...[
    'hope to',
    'have to',
    'intend to',
    'scheduled to',
    'about to',
    'should',
    'agreed to',
    'to do',
    'planned',
    'next',
  ],
  ...[
    'planning',
    'arranged to',
    'arrange to',
    'promised to',
    'supposed to',
    'scheduled',
    'would like to',
    'must',
  ],
]

/** They end like a planner and are none. */
export const NOT_PLANNERS = /(?:主要|重要|接待|招待|期待|等待|理想|感想|邀约|节约|签约|履约|违约|合约|条约)$/

/** Directly before a word for a visit: the first one, or one more. */
export const FIRST_TIME = ['首次', '第一次', '初次', '头一次', '头回', '第一回', '首回', 'first']
export const ONCE_MORE = [
  '再次',
  '又一次',
  '第二次',
  '第三次',
  '第四次',
  '第五次',
  '二次',
  '三次',
  'second',
  'third',
  'again',
]

/** A mention of a phone that is about the number, when one of these stands before it in the clause. */
export const NUMBER_TAKING = [
  '留',
  '要了',
  '拿了',
  '拿到',
  '记了',
  '记下',
  '存了',
  '加了',
  '交换',
  '问到',
  '有了',
]
