import { randomInt } from 'node:crypto'

/** WeCom's own words for the codes that this server answers (document 90313). */
const WORDS: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40004: 'invalid media type',
  40006: 'invalid media size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40035: 'invalid parameter',
  40054: 'invalid button type',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40091: 'secret is invalid',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41006: 'media_id missing',
  41008: 'missing code',
  41009: 'userid missing',
  41011: 'agentid missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  44001: 'empty media data',
  44004: 'text content is empty',
  45001: 'media size out of limit',
  45002: 'content size out of limit',
  45009: 'api freq out of limit',
  45033: 'api concurrent out of limit',
  46003: 'menu no exist',
  47001: 'data format error',
  48002: 'API forbidden',
  48009: 'API forbidden for contact sync',
  50001: 'redirect_uri domain not registered',
  60003: 'department not found',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  82001: 'all touser & toparty & totag is empty',
  86001: 'invalid chatid',
  86003: 'chatid not exist',
  86004: 'invalid chat name',
  86005: 'invalid chat owner',
  86006: 'invalid chat member count',
  86007: 'invalid chat member',
  86008: 'not the chat created by this app',
  86207: 'owner is not a member of the chat',
  86215: 'chatid already exists',
  93000: 'invalid webhook url',
  846605: 'invalid req_id',
  846608: 'stream message update expired',
  846609: 'aibot websocket not subscribed',
  301002: 'no permission to operate this agent',
  301019: 'file md5 not match',
}

/** A refusal in WeCom's own form: becomes `{ errcode, errmsg }` with HTTP 200. */
export class WecomError extends Error {
  readonly errcode: number

  /** @param detail what exactly is wrong */
  constructor(errcode: number, detail?: string) {
    const words = WORDS[errcode] ?? 'unknown error'
    super(detail ? `${words}: ${detail}` : words)
    this.name = 'WecomError'
    this.errcode = errcode
  }

  toBody(nowMs: number): { errcode: number; errmsg: string } {
    const hint = `${Math.floor(nowMs / 1000)}_${randomInt(1e9)}`
    const more = `https://open.work.weixin.qq.com/devtool/query?e=${this.errcode}`
    return {
      errcode: this.errcode,
      errmsg: `${this.message}, hint: [${hint}], from ip: 127.0.0.1, more info at ${more}`,
    }
  }
}
