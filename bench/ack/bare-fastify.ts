/** The yardstick: Fastify and WeCom's own package, decrypting, reading and answering with the same text encrypted. */
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import Fastify from 'fastify'

const key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const token = 'BenchToken'

const app = Fastify()
app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
app.post('/wecom/callback', async (request) => {
  const [, encrypted = ''] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(String(request.body)) ?? []
  const { message, id } = decrypt(key, encrypted)
  const answer = encrypt(key, message, id)
  const timestamp = String(Math.floor(Date.now() / 1000))
  return `<xml><Encrypt>${answer}</Encrypt><MsgSignature>${getSignature(token, timestamp, 'n', answer)}</MsgSignature></xml>`
})
await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.(app.server.address())
