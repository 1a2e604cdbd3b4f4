import type { SmartBotConfig } from '../../../src/config/wecom.ts'

/** One connection a bot, so one lease a bot. */
export const leaseNameOf = ({ botId }: SmartBotConfig): string => `smart-bot:${botId}`
