import { createCipheriv } from 'node:crypto'
import { encrypt, getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEnvelopes } from './envelope.ts'
import { parseXml } from './read-xml.ts'

// Published by Tencent with its sample code (developer.work.weixin.qq.com 90307).
const keys = {
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: 'wx5823bf96d3bd56c7',
}
const envelopes = createEnvelopes(keys)
const at = (timestamp: string) => new Date(Number(timestamp) * 1000)

/** What WeCom would send of a text, or a forger with another token, key or company. */
function sealed(text: string, forged: Partial<typeof keys> = {}) {
  const { token, encodingAesKey, receiveId } = { ...keys, ...forged }
  const [timestamp, nonce] = ['1700000000', 'n1']
  const encrypted = encrypt(encodingAesKey, text, receiveId)
  return { encrypted, timestamp, nonce, signature: getSignature(token, timestamp, nonce, encrypted) }
}
const open = ({ encrypted, ...seal }: ReturnType<typeof sealed>, now = at(seal.timestamp)) =>
  envelopes.open(encrypted, seal, now)

describe('an envelope', () => {
  it('opens the published verification', () => {
    const seal = {
      signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
      timestamp: '1409659589',
      nonce: '263014780',
    }
    const echo = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
    expect(envelopes.open(echo, seal, at(seal.timestamp))).toEqual({ text: '1616140317555161061' })
  })

  it('opens what it is closed with', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(open(sealed(text))).toEqual({ text })
        const { Encrypt, MsgSignature, TimeStamp, Nonce } = parseXml(
          envelopes.close(text, at('1700000000'), 'n2'),
        ) as Record<string, string>
        const seal = { signature: MsgSignature ?? '', timestamp: TimeStamp ?? '', nonce: Nonce ?? '' }
        expect(envelopes.open(Encrypt ?? '', seal, at(seal.timestamp))).toEqual({ text })
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['signed with another token', sealed('hi', { token: 'other' }), 'signature'],
    ['for another company', sealed('hi', { receiveId: 'ww0000000000000000' }), 'another company'],
    ['with a key of its own', sealed('hi', { encodingAesKey: 'a'.repeat(43) }), 'another company'],
    ['whose text was changed', { ...sealed('hi'), encrypted: sealed('ho').encrypted }, 'signature'],
    ['without a signature', { ...sealed('hi'), signature: '' }, 'signature'],
  ])('refuses one %s', (_, given, refused) => {
    const answer = open(given)
    // A wrong key shows as garbage, either in the padding or in the receiver.
    if (refused === 'another company') expect(answer).toHaveProperty('refused')
    else expect(answer).toEqual({ refused })
  })

  it('refuses one that was recorded and is played again, or comes from the future', () => {
    const given = sealed('hi')
    expect(open(given, at('1700000299'))).toEqual({ text: 'hi' })
    expect(open(given, at('1700000301'))).toEqual({ refused: 'stale' })
    expect(open(given, at('1699999699'))).toEqual({ refused: 'stale' })
    const encrypted = encrypt(keys.encodingAesKey, 'hi', keys.receiveId)
    const seal = {
      timestamp: 'soon',
      nonce: 'n',
      signature: getSignature(keys.token, 'soon', 'n', encrypted),
    }
    expect(open({ encrypted, ...seal }, at('1700000000'))).toEqual({ refused: 'stale' })
  })

  it('refuses what its key was used for wrongly: cut, padded wrongly, no base64', () => {
    const seal = (encrypted: string) => {
      const [timestamp, nonce] = ['1700000000', 'n1']
      return { encrypted, timestamp, nonce, signature: getSignature(keys.token, timestamp, nonce, encrypted) }
    }
    const { encrypted } = sealed('hello')
    const key = Buffer.from(`${keys.encodingAesKey}=`, 'base64')
    const raw = (plain: Buffer) => {
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
      return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
    }
    const long = Buffer.alloc(64)
    long.writeUInt32BE(0xffffffff, 16)
    for (const spoilt of [
      '',
      '****',
      encrypted.slice(4),
      encrypted.slice(0, -24),
      raw(Buffer.alloc(32)),
      raw(Buffer.alloc(32, 0xff)),
      raw(long),
    ]) {
      expect(open(seal(spoilt))).toHaveProperty('refused')
    }
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (encrypted, timestamp, nonce) => {
        const signature = getSignature(keys.token, timestamp, nonce, encrypted)
        expect(envelopes.open(encrypted, { signature, timestamp, nonce }, at(timestamp))).toHaveProperty(
          'refused',
        )
      }),
      { numRuns: 500 },
    )
  })

  it('is not made with a key that is none', () => {
    expect(() => createEnvelopes({ ...keys, encodingAesKey: 'short' })).toThrow('encodingAESKey')
  })
})
