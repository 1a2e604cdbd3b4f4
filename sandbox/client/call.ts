/** A refusal of the control API; `code` and `details` say what there was instead. */
class ControlCallError extends Error {
  readonly code: string
  readonly status: number
  readonly details: unknown

  constructor(status: number, code: string, message: string, details: unknown) {
    super(details === undefined ? `${code}: ${message}` : `${code}: ${message} ${JSON.stringify(details)}`)
    this.name = 'ControlCallError'
    this.status = status
    this.code = code
    this.details = details
  }
}

export interface Caller {
  get<T>(path: string): Promise<T>
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>
  bytes(path: string): Promise<Buffer>
}

/** Calls `/control` below an address. @throws ControlCallError for every answer that is not 2xx */
export function createCaller(baseUrl: string): Caller {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${baseUrl}/control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (response.ok) return response
    const { error } = (await response.json()) as {
      error: { code: string; message: string; details?: unknown }
    }
    throw new ControlCallError(response.status, error.code, error.message, error.details)
  }
  return {
    get: async (path) => (await call('GET', path)).json(),
    send: async (method, path, body) => (await call(method, path, body ?? {})).json(),
    bytes: async (path) => Buffer.from(await (await call('GET', path)).arrayBuffer()),
  }
}
