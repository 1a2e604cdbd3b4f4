import { describe, expect, it } from 'vitest'
import type { Account } from './accounts.ts'
import {
  closePane,
  DM,
  goTo,
  HOME,
  openChat,
  showBeside,
  showInstead,
  showPerson,
  showThread,
  startLayout,
} from './layout.ts'
import { readLayoutLink, writeLayoutLink } from './layout-link.ts'

const slack = (personId: string) => ({ app: 'slack' as const, personId })
const phone = (personId: string) => ({ app: 'wecom' as const, personId })
const start = startLayout(slack('U1'))
const idsOf = ({ panes }: typeof start) => panes.map(({ personId }) => personId)

describe('the layout', () => {
  it('puts a person into the active pane, and only activates one who is shown already', () => {
    const two = showBeside(start, slack('U2'))
    expect(idsOf(two)).toEqual(['U1', 'U2'])
    expect(two.active).toBe(1)
    expect(showPerson(two, slack('U1'))).toMatchObject({ active: 0, panes: two.panes })
    expect(idsOf(showPerson(two, slack('U3')))).toEqual(['U1', 'U3'])
  })

  it('never shows one person twice at one app', () => {
    expect(showBeside(start, slack('U1'))).toBe(start)
    const both = showBeside(start, phone('Chen'))
    expect(showInstead(both, 0, phone('Chen'))).toMatchObject({ panes: both.panes, active: 1 })
  })

  it('changes the app in a pane, and leaves the other pane', () => {
    const two = showBeside(start, slack('U2'))
    const changed = showInstead(two, 0, phone('Chen'))
    expect(changed.panes).toEqual([{ ...phone('Chen'), chatId: 'app' }, two.panes[1]])
  })

  it('keeps one pane whatever is closed', () => {
    const two = showBeside(start, slack('U2'))
    expect(idsOf(closePane(two, 0))).toEqual(['U2'])
    expect(closePane(start, 0)).toBe(start)
  })

  it('closes the thread when one goes elsewhere', () => {
    const inThread = showThread(start, 0, '1.2')
    expect(inThread.panes[0]).toMatchObject({ threadTs: '1.2' })
    expect(goTo(inThread, 0, HOME).panes[0]).toMatchObject({ place: HOME, threadTs: null })
  })
})

describe('the link of a layout', () => {
  const account = (id: string, handle: string, userid: string | null): Account => ({
    person: {
      id,
      handle,
      real_name: '',
      tz: '',
      title: '',
      image: null,
      is_bot: false,
      deleted: false,
    },
    hasSlack: id.startsWith('U'),
    userid,
    talksIn: 'slack',
  })
  const people = [
    account('U1', 'chen', 'Chen'),
    account('U2', 'lin', 'Lin'),
    account('Wei', 'wei', 'Wei'),
    account('U8', 'gu', null),
  ]
  const survives = (layout: typeof start, link: string) => {
    expect(writeLayoutLink(layout, people)).toBe(link)
    expect(readLayoutLink(`#${link}`, people)).toEqual({ ...layout, active: 0 })
  }

  it('survives being written and read', () => {
    const layout = { ...goTo(showBeside(start, slack('U2')), 1, HOME), tool: 'clock' as const }
    survives(layout, 'as=chen&beside=lin&beside-in=home&tool=clock')
  })

  it('names channels by their id', () => {
    survives(goTo(start, 0, { kind: 'channel', channelId: 'C1' }), 'as=chen&in=C1')
  })

  it('puts phones on either side', () => {
    survives(startLayout(phone('Chen')), 'phone=chen')
    survives(showBeside(startLayout(phone('Chen')), slack('U2')), 'phone=chen&beside=lin')
    const phones = showBeside(openChat(startLayout(phone('Chen')), 0, 'C1'), phone('Wei'))
    survives(openChat(phones, 1, null), 'phone=chen&in=C1&beside-phone=wei&beside-in=list')
    survives(showBeside(start, phone('Chen')), 'as=chen&beside-phone=chen')
  })

  it('takes a window and a phone of the left side for one beside the other', () => {
    expect(idsOf(readLayoutLink('#as=lin&phone=chen', people) ?? start)).toEqual(['U2', 'Chen'])
  })

  it('is nothing when it names nobody, or nobody with that app', () => {
    expect(readLayoutLink('', people)).toBeNull()
    expect(readLayoutLink('#as=nobody', people)).toBeNull()
    expect(readLayoutLink('#as=wei', people)).toBeNull()
    expect(readLayoutLink('#phone=gu', people)).toBeNull()
  })

  it('forgets what it does not know', () => {
    expect(readLayoutLink('#as=chen&beside=chen&tool=hammer', people)).toEqual({
      panes: [{ ...slack('U1'), place: DM, threadTs: null }],
      active: 0,
      tool: null,
    })
  })
})
