/** What may be left over without meaning anything: a remainder made only of these is not a note. */
export const FILLERS = [
  ...'了 的 在 给 去 到 和 与 跟 及 同 我 我们 又 还 再 先 后 然后 聊了 谈了 聊 谈 聊天 沟通 沟通了 交流 交流了 共 一共 总共 大概 大约 约 左右 用时 时长 耗时 都是 是 都 各 每家 个 家'.split(' '),
  ...'位 次 趟 通 打 打了 一个 一家 一位 用了 花了 以及 从 向 对 找 这 那 也 已 已经 刚 刚刚 于 时间 分别 其中 顺便 顺路 一 两 三 四 五 六 七 八 九 十 地 得 着 过 主要 客户 好'.split(' '),
  ...['with', 'at', 'to', 'the', 'a', 'an', 'for', 'of', 'and', 'in', 'on', 'from', 'about', 'i', 'we', 'my', 'was', 'is', 'it', 'by', 'then', 'total', 'lasted', 'took', 'took about', 'each', 'ca', 'approx', 'around'],
]
