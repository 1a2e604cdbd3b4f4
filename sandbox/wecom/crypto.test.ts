import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { CryptoError, decryptMessage, encryptMessage, signCallback } from './crypto.ts'

/** Published by Tencent with its sample code. */
const TOKEN = 'QDG6eK'
const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const CORP = 'wx5823bf96d3bd56c7'
const ECHO = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
const POSTED =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='

describe('WeCom’s callback cryptography', () => {
  it('reproduces the published URL verification', () => {
    expect(signCallback(TOKEN, '1409659589', '263014780', ECHO)).toBe(
      '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    )
    expect(decryptMessage(KEY, ECHO)).toEqual({ message: '1616140317555161061', receiveId: CORP })
  })

  it('reproduces the published message', () => {
    expect(signCallback(TOKEN, '1409659813', '1372623149', POSTED)).toBe(
      '477715d11cdb4164915debcba66cb864d751f3e6',
    )
    const { message, receiveId } = decryptMessage(KEY, POSTED)
    expect(receiveId).toBe(CORP)
    expect(message).toContain('<Content><![CDATA[hello]]></Content>')
    expect(message).toContain('<AgentID>218</AgentID>')
  })

  it('agrees with Tencent’s package both ways, whatever the length', () => {
    for (const length of [0, 1, 11, 12, 27, 28, 29, 31, 32, 33, 500]) {
      const message = '周'.repeat(length)
      const mine = encryptMessage(KEY, message, CORP)
      expect(decrypt(KEY, mine)).toMatchObject({ message, id: CORP })
      expect(decryptMessage(KEY, encrypt(KEY, message, CORP))).toEqual({ message, receiveId: CORP })
      expect(signCallback(TOKEN, '1', '2', mine)).toBe(getSignature(TOKEN, '1', '2', mine))
    }
  })

  it('refuses what was cut, changed or encrypted with another key', () => {
    const encrypted = encryptMessage(KEY, 'hello', CORP)
    const other = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
    for (const wrong of ['', 'AAAA', encrypted.slice(0, 30)]) {
      expect(() => decryptMessage(KEY, wrong)).toThrow(CryptoError)
    }
    expect(() => decryptMessage(other, encrypted)).toThrow(CryptoError)
    expect(() => encryptMessage('short', 'hello', CORP)).toThrow('43 characters')
  })
})
