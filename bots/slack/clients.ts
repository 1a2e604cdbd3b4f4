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

const quickTimeoutMs = 5_000
const bulkTimeoutMs = 15_000
const readTimeoutMs = 10_000

export function createClients(config: { botToken: string; apiUrl: string }, log: Logger): Clients {
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
    quick: create({ timeout: quickTimeoutMs }),
    bulk: create({ timeout: bulkTimeoutMs, maxRequestConcurrency: 8 }),
    reads: create({ timeout: readTimeoutMs, retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1000 } }),
  }
}
