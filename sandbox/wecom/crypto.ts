import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** WeCom pads to 32 bytes, not to the 16 of an AES block. */
const PAD = 32
const RANDOM_BYTES = 16
const LENGTH_BYTES = 4

/** A message that was not encrypted as WeCom asks. */
export class CryptoError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CryptoError'
  }
}

/** Hex SHA-1 of the four parts, sorted and joined (developer.work.weixin.qq.com, document 90968). */
export function signCallback(token: string, timestamp: string, nonce: string, encrypted: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')
}

/** @param receiveId the corp id for a self-built app */
export function encryptMessage(encodingAesKey: string, message: string, receiveId: string): string {
  const key = readKey(encodingAesKey)
  const text = Buffer.from(message)
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([randomBytes(RANDOM_BYTES), length, text, Buffer.from(receiveId)])
  const count = PAD - (plain.length % PAD)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(count, count)),
    cipher.final(),
  ]).toString('base64')
}

/** @throws CryptoError */
export function decryptMessage(
  encodingAesKey: string,
  encrypted: string,
): { message: string; receiveId: string } {
  const bytes = Buffer.from(encrypted, 'base64')
  if (bytes.length === 0 || bytes.length % 16 !== 0) {
    throw new CryptoError('the ciphertext is no whole number of blocks')
  }
  const key = readKey(encodingAesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()])
  const plain = withoutPadding(padded)
  if (plain.length < RANDOM_BYTES + LENGTH_BYTES) throw new CryptoError('the plaintext is too short')
  const length = plain.readUInt32BE(RANDOM_BYTES)
  const from = RANDOM_BYTES + LENGTH_BYTES
  if (from + length > plain.length) throw new CryptoError('the length inside the plaintext is wrong')
  return {
    message: plain.subarray(from, from + length).toString(),
    receiveId: plain.subarray(from + length).toString(),
  }
}

function withoutPadding(padded: Buffer): Buffer {
  const count = padded.at(-1) ?? 0
  const isPadded =
    count >= 1 &&
    count <= PAD &&
    count <= padded.length &&
    padded.subarray(-count).every((each) => each === count)
  if (!isPadded) throw new CryptoError('the padding is wrong')
  if (padded.length % PAD !== 0) throw new CryptoError('the plaintext is not padded to 32 bytes')
  return padded.subarray(0, -count)
}

function readKey(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (encodingAesKey.length !== 43 || key.length !== 32) {
    throw new CryptoError('an EncodingAESKey has 43 characters')
  }
  return key
}
