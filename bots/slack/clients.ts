import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { boltLogger } from './bolt-logger.ts'

/**
 * Three clients, because a WebClient shares one queue among its calls: what a person waits for must not stand behind
 * an hour's digests or a paged list.
 */
export interface Clients {
  /** Modals, Home and answers: a trigger lives three seconds. */
  quick: WebClient
  /** What delivery sends. */
  bulk: WebClient
  /** Reads that may be tried again. */
  reads: WebClient
}

const usualTimeouts = { quick: 5_000, bulk: 15_000, reads: 10_000 }

/** @param timeoutsMs how long each of them waits for an answer */
export function createClients(
  config: { botToken: string; apiUrl: string },
  log: Logger,
  timeoutsMs: Record<keyof Clients, number> = usualTimeouts,
): Clients {
  const create = (options: WebClientOptions) =>
    new WebClient(config.botToken, {
      slackApiUrl: config.apiUrl,
      logger: boltLogger(log),
      allowAbsoluteUrls: false,
      // Told at once instead of pausing the queue; delivery waits by its own account.
      rejectRateLimitedCalls: true,
      // A write that timed out may have been done: the default policy would do it twice.
      retryConfig: { retries: 0 },
      ...options,
    })
  return {
    quick: create({ timeout: timeoutsMs.quick }),
    bulk: create({ timeout: timeoutsMs.bulk, maxRequestConcurrency: 8 }),
    reads: create({
      timeout: timeoutsMs.reads,
      retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1000 },
    }),
  }
}
