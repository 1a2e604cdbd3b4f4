import { describe, expect, it } from 'vitest'
import type { Press } from '../../src/forms/card.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'
import { buttonsOf, pressOf, talkTo, wordsOf } from './talk.ts'

describe.each(databases)('who an account is, asked in words, on %s', (provider) => {
  const opened = useTestOffice(provider)
  const { saying, pressing } = talkTo(opened)
  const user = { platform: 'wecom', workspace: 'ww1', platformUserId: `new-${provider}` }
  const ask: Press = { do: 'link-person', ...user }

  it('offers who may be meant by a misspelt name, and takes a press', async () => {
    const { admin, colleague } = opened().actors
    await expect(resolveActor(opened().office, user)).rejects.toThrow()
    await pressing(admin, ask)
    const { says } = await saying(admin, '许家木')
    expect(wordsOf({ says })).toContain('“许家木”是哪一位？')
    const { pressed } = await pressing(admin, pressOf(says, '许嘉木'))
    expect(pressed?.title).toContain('已对应到许嘉木')
    expect((await resolveActor(opened().office, user)).personId).toBe(colleague.personId)
    // Pressed once more nothing is asked any longer.
    expect((await pressing(admin, pressOf(says, '许嘉木'))).pressed?.title).not.toContain('已对应')
  })

  it('offers nobody where nobody is near, and takes a name or a number that can only mean one', async () => {
    const { admin, rep, clerk } = opened().actors
    const late = { ...user, platformUserId: `late-${provider}` }
    await expect(resolveActor(opened().office, late)).rejects.toThrow()
    await pressing(admin, ask)
    const nobody = await saying(admin, '没有这个人')
    expect(wordsOf(nobody)).toContain('没有找到')
    expect(buttonsOf(nobody.says)).toEqual([])
    // Until it is done it stands among what the administrator has to do, and nobody else.
    const mine = (await saying(admin, '待办')).says
    expect(wordsOf({ says: mine })).toContain('还没对应到人员的账号')
    const own = buttonsOf(mine).find(({ label }) => label.includes(late.platformUserId))
    expect(own && 'press' in own && own.press).toEqual({ do: 'link-person', ...late })
    expect(wordsOf(await saying(rep, '待办'))).not.toContain(late.platformUserId)
    await pressing(admin, { do: 'link-person', ...late })
    // A button of another account's question is none of this one's.
    const other: Press = { do: 'answer', formKey: 'wecom:else', field: 'link-person', text: rep.name }
    expect((await pressing(admin, other)).says).toEqual([])
    expect(wordsOf(await saying(admin, '韩'))).toContain(`已对应到${clerk.name}`)
    expect(wordsOf(await saying(admin, '待办'))).not.toContain(late.platformUserId)
  })
})
