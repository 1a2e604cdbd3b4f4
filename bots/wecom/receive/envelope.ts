import { timingSafeEqual } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'

/** How an app and WeCom recognise one another (developer.work.weixin.qq.com 90968). */
export interface EnvelopeKeys {
  token: string
  /** 43 characters. */
  encodingAesKey: string
  /** The company's id; empty for a smart bot. */
  receiveId: string
}

/** What stands in a callback's query, beside what is encrypted. */
export interface Seal {
  signature: string
  timestamp: string
  nonce: string
}

export interface Envelopes {
  /** The plain text, or why it is refused: for our log only, whoever sent it learns nothing. */
  open(encrypted: string, seal: Seal, now: Date): { text: string } | { refused: Refusal }
  /** A passive reply as XML. */
  close(text: string, now: Date, nonce: string): string
}

export type Refusal = 'signature' | 'stale' | 'unreadable' | 'another company'

/** A callback that is older, or further ahead, was recorded and is played again. */
const maxAgeMs = 5 * 60_000
const blockBytes = 32
/** Sixteen random bytes and the length. */
const headBytes = 20

/**
 * What is encrypted in a callback's envelope; undefined where there is nothing. No more of it is read: until its signature
 * is found right anybody may have written it.
 */
export function findEncrypted(body: string): string | undefined {
  const from = body.indexOf(opening)
  const to = body.indexOf(closing, from)
  if (from < 0 || to < 0) return undefined
  const text = body.slice(from + opening.length, to)
  return text.startsWith(marked) && text.endsWith(unmarked)
    ? text.slice(marked.length, -unmarked.length)
    : text
}

const [opening, closing] = ['<Encrypt>', '</Encrypt>']
const [marked, unmarked] = ['<![CDATA[', ']]>']

/**
 * Opens and closes what WeCom encrypts. `@wecom/crypto` checks neither signature nor receiver, and returns garbage for
 * a wrong key; all that is checked here.
 * @throws TypeError for a key that is none
 */
export function createEnvelopes({ token, encodingAesKey, receiveId }: EnvelopeKeys): Envelopes {
  // Encrypts once, so that a bad key is known at the start.
  encrypt(encodingAesKey, '', receiveId)
  return {
    open: (encrypted, { signature, timestamp, nonce }, now) => {
      // The signature first: nobody else's bytes are decrypted.
      if (!isSame(signature, getSignature(token, timestamp, nonce, encrypted)))
        return { refused: 'signature' }
      const at = Number(timestamp) * 1000
      if (!(Math.abs(now.getTime() - at) <= maxAgeMs)) return { refused: 'stale' }
      if (Buffer.byteLength(encrypted, 'base64') % blockBytes !== 0) return { refused: 'unreadable' }
      const opened = tryDecrypt(encodingAesKey, encrypted)
      if (!opened) return { refused: 'unreadable' }
      return isSame(opened.id, receiveId) ? { text: opened.message } : { refused: 'another company' }
    },
    close: (text, now, nonce) => {
      const timestamp = String(Math.floor(now.getTime() / 1000))
      const encrypted = encrypt(encodingAesKey, text, receiveId)
      const signature = getSignature(token, timestamp, nonce, encrypted)
      return [
        '<xml>',
        `<Encrypt><![CDATA[${encrypted}]]></Encrypt>`,
        `<MsgSignature><![CDATA[${signature}]]></MsgSignature>`,
        `<TimeStamp>${timestamp}</TimeStamp>`,
        `<Nonce><![CDATA[${nonce}]]></Nonce>`,
        '</xml>',
      ].join('')
    },
  }
}

/** Nothing of a wrong padding or length is told apart from a wrong key. */
function tryDecrypt(key: string, encrypted: string): { message: string; id: string } | undefined {
  try {
    const { message, id } = decrypt(key, encrypted)
    const padding =
      Buffer.byteLength(encrypted, 'base64') - headBytes - Buffer.byteLength(message) - Buffer.byteLength(id)
    return padding >= 1 && padding <= blockBytes ? { message, id } : undefined
  } catch {
    return undefined
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
