import type { MemberMessage } from '../../../../sandbox/client.ts'
import type { World } from '../../world.ts'

/** Words that a message holds, or a button that it has to press. */
type Wanted = string | { press: string }

/** What people in the local WeCom are sent once something was done, by the app or by the smart bot. */
export function overhear(world: () => Pick<World, 'wecom' | 'calm'>, from: 'app' | 'bot' = 'app') {
  const as = (user: string) => (from === 'bot' ? world().wecom.bot.as(user) : world().wecom.as(user))
  const following = async (
    user: string,
    act: () => Promise<unknown>,
    wanted: Wanted,
  ): Promise<MemberMessage> => {
    const afterSeq = await world().wecom.seq()
    await act()
    const what = typeof wanted === 'string' ? { contains: wanted } : { withTarget: wanted.press }
    return as(user).message({ ...what, from, afterSeq })
  }
  const saying = (user: string, text: string, wanted: Wanted) =>
    following(user, () => as(user).say(text), wanted)
  return {
    following,
    saying,
    /** Logs a line while WeCom tells the product three times of what was typed and of the press that confirms it. */
    async logsThrice(user: string, line: string): Promise<MemberMessage[]> {
      const { faults } = world().wecom
      const fault = {
        on: from === 'bot' ? 'bot-callback' : 'callback',
        effect: 'duplicate',
        copies: 3,
      } as const
      await faults.add({ ...fault, event: 'text' })
      const card = await saying(user, line, { press: '确认' })
      await faults.add({ ...fault, event: 'template_card_event' })
      await following(user, () => card.press('确认'), '已记录 1 条')
      await world().calm()
      return (await as(user).messages()).filter(({ words }) => words.includes('已记录 1 条'))
    },
  }
}
