/** A refusal of the control API: an HTTP status and a code the caller can tell apart. */
export class ControlError extends Error {
  readonly status: number
  readonly code: string
  readonly details: unknown

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message)
    this.name = 'ControlError'
    this.status = status
    this.code = code
    this.details = details
  }

  toBody(): { error: { code: string; message: string; details?: unknown } } {
    const { code, message, details } = this
    return { error: details === undefined ? { code, message } : { code, message, details } }
  }
}
