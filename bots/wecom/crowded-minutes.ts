/** WeCom asks that nothing be sent on the hour and the half hour, when everybody does (developer.work.weixin.qq.com 90236). */
export const crowdedMinutes: ReadonlySet<number> = new Set([0, 30])
