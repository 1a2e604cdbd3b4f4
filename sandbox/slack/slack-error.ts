/** A refusal in Slack's own words: becomes `{ ok: false, error, … }` with HTTP 200. */
export class SlackError extends Error {
  readonly error: string
  readonly messages: string[]
  readonly extra: Record<string, unknown>

  constructor(error: string, details: { messages?: string[]; extra?: Record<string, unknown> } = {}) {
    super(error)
    this.name = 'SlackError'
    this.error = error
    this.messages = details.messages ?? []
    this.extra = details.extra ?? {}
  }

  toBody(): Record<string, unknown> {
    const body: Record<string, unknown> = { ok: false, error: this.error, ...this.extra }
    if (this.messages.length > 0) {
      // Slack repeats the bare sentences in `errors` for blocks, and tags them in response_metadata.
      if (this.error === 'invalid_blocks') body.errors = this.messages
      body.response_metadata = { messages: this.messages.map((message) => `[ERROR] ${message}`) }
    }
    return body
  }
}
