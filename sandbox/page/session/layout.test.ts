import { describe, expect, it } from 'vitest'
import { closePane, DM, goTo, HOME, showBeside, showPerson, showThread, startLayout } from './layout.ts'
import { readLayoutLink, writeLayoutLink } from './layout-link.ts'

const start = startLayout('U1')

describe('the layout', () => {
  it('puts a person into the active pane, and only activates one who is shown already', () => {
    const two = showBeside(start, 'U2')
    expect(two.panes.map((pane) => pane.personId)).toEqual(['U1', 'U2'])
    expect(two.active).toBe(1)
    expect(showPerson(two, 'U1')).toMatchObject({ active: 0, panes: two.panes })
    expect(showPerson(two, 'U3').panes.map((pane) => pane.personId)).toEqual(['U1', 'U3'])
  })

  it('never shows one person twice', () => {
    expect(showBeside(start, 'U1')).toBe(start)
  })

  it('keeps one pane whatever is closed', () => {
    const two = showBeside(start, 'U2')
    expect(closePane(two, 0).panes.map((pane) => pane.personId)).toEqual(['U2'])
    expect(closePane(start, 0)).toBe(start)
  })

  it('closes the thread when one goes elsewhere', () => {
    const inThread = showThread(start, 0, '1.2')
    expect(inThread.panes[0]?.threadTs).toBe('1.2')
    expect(goTo(inThread, 0, HOME).panes[0]).toMatchObject({ place: HOME, threadTs: null })
  })
})

describe('the link of a layout', () => {
  const person = { real_name: '', tz: '', title: '', image: null, is_bot: false, deleted: false }
  const people = [
    { ...person, id: 'U1', handle: 'chen' },
    { ...person, id: 'U2', handle: 'lin' },
    { ...person, id: 'U9', handle: 'fieldpost', is_bot: true },
  ]

  it('survives being written and read', () => {
    const layout = { ...goTo(showBeside(start, 'U2'), 1, HOME), tool: 'clock' as const }
    const link = writeLayoutLink(layout, people)
    expect(link).toBe('as=chen&beside=lin&beside-in=home&tool=clock')
    expect(readLayoutLink(`#${link}`, people)).toEqual({ ...layout, active: 0 })
  })

  it('names channels by their id', () => {
    const layout = goTo(start, 0, { kind: 'channel', channelId: 'C1' })
    expect(readLayoutLink(writeLayoutLink(layout, people), people)).toEqual(layout)
  })

  it('is nothing when it names nobody, or the bot', () => {
    expect(readLayoutLink('', people)).toBeNull()
    expect(readLayoutLink('#as=nobody', people)).toBeNull()
    expect(readLayoutLink('#as=fieldpost', people)).toBeNull()
  })

  it('forgets what it does not know', () => {
    expect(readLayoutLink('#as=chen&beside=chen&tool=hammer', people)).toEqual({
      panes: [{ personId: 'U1', place: DM, threadTs: null }],
      active: 0,
      tool: null,
    })
  })
})
