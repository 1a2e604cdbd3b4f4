import { isCommonSurname, surnameAt } from './surnames.ts'

const list = (...lines: string[]): string[] => lines.flatMap((line) => line.split(' '))

/**
 * What begins with a surname and is no person, whatever follows it: words of this trade, of illness and of every day.
 * Two or three characters each. A word that given names begin with as well belongs below.
 */
export const WORDS = list(
  // The days and times that something is for.
  '周一来 周一到 周一去 周一上 周一下 周一早 周一晚 周一中 周一前 周一后 周一再 周一要 周一做 周二 周三 周四 周五 周六 周日 周末 周边 周围 周期 周岁 周转 周身 周到 周内 夏季 夏日 夏令 常年 常常 凌晨 明天 明年 明早 明晚 明日 季度 季节',
  '于周一 于周二 于周三 于周四 于周五 于周六 于周日 于周末 于今天 于今日 于今晚 于今早 于今年 于明天 于明日 于明晚 于明早 于明年 于星期 于礼拜',
  '于上 于下 于本 于是 于此 于其 于昨 于前 于后 于当 于近 于次 于我 于该 于中午 于早上 于早晨 于晚上 于晚间 于凌晨 于夜间 于月初 于月底 于月末 于年初 于年底 于元旦 于春节',
  '于门诊 于外院 于院 于术 于入院 于出院 于一月 于一周 于一天 于一年 于两 于二月 于三月 于四月 于五月 于六月 于七月 于八月 于九月 于十',
  // Illness, body and treatment.
  '高血 高烧 高热 高龄 高度 高危 高压 高脂 高糖 高钾 高钙 高钠 高胆 高泌 高凝 高渗 高蛋 高盐 高纤 高尿酸 高同型 高敏感 高风险 高密度 高流量 高分辨 高分化 高位 高频',
  '黄疸 黄斑 黄染 黄褐 黄体 黄痰 黄热 黄色 黄芪 黄芩 黄酮 白细 白内 白血 白癜 白带 白蛋 白喉 白斑 白化 白痰 白介 白术 白芍 白发 白色 唐氏 汤药 汤剂 汤水 姜黄 姜汤 姜片',
  '石膏 石斛 石蜡 康复 康养 毛病 毛细 毛囊 毛发 毛糙 孔洞 孔隙 孔径 孔源 张口 张嘴 胡须 胡话 胡言 胡乱 胡说 胡萝 罗红霉 罗哌 罗音 马尾 马蹄 马桶 侯诊',
  '易感 易怒 易患 易疲 易激 易出 易醒 易困 易发 易过 易复 易受 易摔 易跌 易乏 易惊 易饿 易胖 易累 易上 易于 易懂 易耗 易燃 易碎',
  '叶酸 叶黄 叶片 夏枯 金黄葡 金葡 金标准 金银花 熊去 熊胆 雷诺氏 雷诺综 雷诺病 雷贝 雷尼 雷米普 雷公藤 孟鲁 龙胆 龙眼 杜冷 丁卡 朱砂 苏醒 苏打 曾因 曾行 曾患 曾服 曾用 曾住院 曾接受 曾手术 曾诊断 曾出现',
  '戴着 戴上 戴了 戴过 戴口 戴眼 戴镜 戴假 戴牙 戴支 戴护 戴助 葛根 甘草 甘油 阳性 左侧 左右 左手 左腿 左眼 左膝 左肩 关节 全身 全麻 全血 单侧 单纯 房颤 查房 查体 屈光 屈曲',
  '植入 艾滋 焦虑 梅毒 舒服 舒适 卫生 卫健 卫计 温度 温和 牛奶 保健 保胎 施药',
  // How much, how far, how and whether.
  '程度 程序 程控 方便 方面 方案 方式 方法 方才 方剂 方形 范围 范畴 范例 任何 任务 任意 任职 任由 任期 任性 任选 许多 许久 许可证 段落 段时 段位 史料 史上 史无',
  '何时 何人 何处 何地 何以 何必 何况 何种 何方 何故 何等 何事 何病 何药 何物 陆续 陆陆 马上 马路 马虎 马车 马来西 郑重 谢谢 谢绝 徐徐 陈旧 陈述 陈列 陈诉 江边 江湖 江浙',
  '曾经 曾有 曾在 曾于 曾做 曾被 曾到 曾去 曾来 曾多次 曾是 曾祖父 曾祖母 孙媳 孙女婿 孙女陪 孙女来 孙女说 孙子陪 孙子来 孙子说 常规 常见 常务 常用 常伴 常在 常备 常有 常因 常需 常诉 常驻 常服 常感 常住 常出 常去 常温 常说 常吃 常喝',
  '余下 余额 余款 余量 余地 余药 余料 万元 万块 万支 万盒 万多 万余 万分 万能 万人 万片 万粒 钱款 钱包 钱财 钱不 钱没 钱够 金额 金属 金融 金牌 金钱 金色 顾客 顾问 顾虑 顾及 顾忌 顾不',
  '高层 高管 高值 高端 高价 高低 高于 高出 高效 高校 高考 高速 高级 高新区 高二 高三 高中生 高中学 高手 高个 高楼 高空 高处 高质 高标 高配 高额 高昂 黄昏 黄金周 白天 白班 白板 白跑 白大褂 白领 白酒',
  '石化 石油 石材 毛利 毛巾 毛衣 雷同 雷击 龙头 熊猫 田间 田地 田径 钟头 钟点 钟表 杜绝 林区 林场 董事 萧条 唐突 武警 武器 武术 贺卡 王牌 张贴 丁类 文化 文件 文字 文书 文献 文员 文盲',
  '安排 安全 安装 安好 安静 安置 安慰 严重 严格 严密 严禁 成交 成立 成本 成品 成果 成人 成年 成员 简单 简报 简介 解释 解决 解答 解读 解除 应酬 应该 应急 应对 应收 应当 连锁 连续 连同 连日',
  '施工 管理 管床 包装 包括 包间 强调 强烈 强化 强制 车费 车程 车祸 车上 全科 全部 全体 全面 全程 全家 全院 全市 商务 商量 计划 计算 计量 谈了 谈到 关于 关系 关注 关心 保证 保持 保留 保险 官方 官网 原来 原因',
  '明确 明显 单位 单独 单子 单价 单身 向来 向他 向她 向我 路上 路过 路程 路口 路费 盛情 花了 花费 冷链 冷藏 符合 房间 项目 盖章 费用 费率 党委 党建 申请 申报 申购 申诉 台账 乐意 乐观 安心 尤其 毕竟 毕业 习惯 辛苦 迟到 银行',
  // Places and firms.
  '江苏 江西 江北 江阴 江门 苏州 苏北 武汉 武昌 武进区 郑州 沈阳 常州 常熟 唐山 秦皇 石家庄 张家口 张家港 张家界 贺州 黄冈 黄浦 韩国 韩式 成都 温州 华东 华南 华北 华西 华中 安徽 罗氏',
  '东方医 东方药 东方大 东方肝 东方红 东方国 陆军医 陆军总',
)

/** The same where nothing but a particle follows: 高兴 is a mood, 高兴国 somebody. */
export const WORDS_ALONE = list(
  '高兴 高中 高大 高一 高新 高铁 高发 高达 高分 黄金 黄连 夏天 周一 周天 周全 白来 方向 白芷 常来 万一 石头 许可 李子 孙子 孙女 胡子 马力 马达 余生 罗列 常德 成功 文章',
)
const words = new Set(WORDS)
const wordAlone = new RegExp(`^(?:${WORDS_ALONE.join('|')})[了的地得着过]?$`, 'u')

/** Whether what stands where a name may stand begins as a word does that is none. `text` is folded. */
export const beginsAsWord = (text: string): boolean =>
  words.has(text.slice(0, 2)) || words.has(text.slice(0, 3)) || wordAlone.test(text)

/** A common surname and a given name of one or two characters, and no word. `text` is folded and nothing else. */
export function isPersonName(text: string): boolean {
  const surname = surnameAt(text, 0)
  if (surname === null || !isCommonSurname(surname) || beginsAsWord(text)) return false
  return /^\p{Script=Han}{1,2}$/u.test(text.slice(surname.length))
}
