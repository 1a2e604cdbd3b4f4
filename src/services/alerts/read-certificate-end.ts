import { isIP } from 'node:net'
import { connect } from 'node:tls'

const answerWithinMs = 5_000

/**
 * When the certificate ends that an address of ours shows; undefined where it cannot be reached from here, as behind
 * some routers, which says nothing of others.
 */
export function readCertificateEnd({ hostname, port }: URL): Promise<Date | undefined> {
  const host = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(isIP(host) ? {} : { servername: host }),
      timeout: answerWithinMs,
      // One that has ended already is looked at all the same; nothing is sent.
      rejectUnauthorized: false,
    })
    const end = (endsAt?: Date) => {
      socket.destroy()
      resolve(endsAt)
    }
    socket.once('secureConnect', () => {
      const endsAt = new Date(socket.getPeerCertificate().valid_to ?? Number.NaN)
      end(Number.isNaN(endsAt.getTime()) ? undefined : endsAt)
    })
    socket.once('timeout', () => end())
    socket.once('error', () => end())
  })
}
