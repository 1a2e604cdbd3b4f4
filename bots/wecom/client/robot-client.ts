import { createHash } from 'node:crypto'
import { createPace, type MakePace } from '../../../src/delivery/pace.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import { platform } from '../desk.ts'
import { requestWecom } from './call-wecom.ts'
import { toAppError } from './wecom-error.ts'

/** What a group robot posts (developer.work.weixin.qq.com 99110). */
export type RobotMessage =
  | { msgtype: 'markdown_v2'; markdown_v2: { content: string } }
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'image'; image: { base64: string; md5: string } }

export interface Robots {
  /**
   * @returns false when WeCom does not take a message of this form
   * @throws PlatformRefused, RateLimited, PlatformUnreachable
   */
  post(robot: string, message: RobotMessage): Promise<boolean>
  /** Whether the robot's key is good; nothing is posted. @throws PlatformRefused, PlatformUnreachable */
  check(robot: string): Promise<void>
}

/** Twenty a minute a robot (99110), more is refused: five may go at once, then one every four seconds. */
const robotPace = { gapMs: 4_000, burst: 5 }
/** Of a form or a field that is not known; in a message of ours only markdown_v2 can be meant, which is young. */
const notInThisForm: ReadonlySet<number> = new Set([40008, 40035, 40058, 44004])

/** @param keys by the name that the policy uses; a key is the whole credential and gets into no error */
export function createRobots(
  { apiUrl, robots: keys }: { apiUrl: string; robots: ReadonlyMap<string, string> },
  makePace: MakePace = createPace,
): Robots {
  const pace = makePace(robotPace)
  const send = async (robot: string, body: unknown) => {
    const key = keys.get(robot)
    if (key === undefined)
      throw new PlatformRefused(`robot ${robot} has no key in WECOM_ROBOTS`, { kind: 'channel-key' })
    const init = { method: 'POST', body: JSON.stringify(body) }
    return (await requestWecom(apiUrl, 'webhook/send', { key }, init)).errcode
  }
  return {
    post: async (robot, message) => {
      await pace.wait(platform, `robot ${robot}`)
      const errcode = await send(robot, message)
      if (errcode === 0) return true
      if (notInThisForm.has(errcode)) return false
      // Only this robot has to be quiet.
      throw toAppError('webhook/send', errcode, 'place')
    },
    check: async (robot) => {
      // A key is looked at before what is posted with it; seen on the local WeCom, never with a tenant.
      const errcode = await send(robot, { msgtype: 'none' })
      if (!notInThisForm.has(errcode)) throw toAppError('webhook/send', errcode, 'place')
    },
  }
}

export const toRobotPicture = (png: Uint8Array): RobotMessage => ({
  msgtype: 'image',
  image: {
    base64: Buffer.from(png).toString('base64'),
    md5: createHash('md5').update(png).digest('hex'),
  },
})
