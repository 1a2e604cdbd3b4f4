import { XMLBuilder } from 'fast-xml-parser'

const builder = new XMLBuilder({ cdataPropName: '#cdata', format: false })
const cdata = (text: string) => ({ '#cdata': text })

/**
 * A text that goes back with the answer to a callback (90241). A lost answer is asked for again by WeCom, so whatever
 * is said this way must be the same each time and change nothing.
 * @param content at most 2,048 bytes
 */
export function writeReply(to: { userId: string; corpId: string }, content: string, now: Date): string {
  return builder.build({
    xml: {
      ToUserName: cdata(to.userId),
      FromUserName: cdata(to.corpId),
      CreateTime: Math.floor(now.getTime() / 1000),
      MsgType: cdata('text'),
      Content: cdata(content),
    },
  })
}
