import { expect, it } from 'vitest'
import { colonOf, joinLabel } from './join-label.ts'
import { showDay, showDays, showMoment, showShortDay } from './show-day.ts'
import { speak } from './translate.ts'

it.each([
  ['zh-CN', '2026年11月18日周三', '11月18日', '11月16日–22日', '11月30日–12月6日', '11月20日周五 18:00'],
  ['en', 'Wed, Nov 18, 2026', 'Nov 18', 'Nov 16–22', 'Nov 30–Dec 6', 'Fri, Nov 20, 18:00'],
] as const)('says days one way in %s', (language, day, short, week, across, moment) => {
  expect(showDay('2026-11-18', language)).toBe(day)
  expect(showShortDay('2026-11-18', language)).toBe(short)
  expect(showDays('2026-11-16', '2026-11-22', language)).toBe(week)
  expect(showDays('2026-11-30', '2026-12-06', language)).toBe(across)
  expect(showMoment(new Date('2026-11-20T10:00:00Z'), language, 'Asia/Shanghai')).toBe(moment)
})

it('says a day that stands in a text in words', () => {
  expect(speak('zh-CN')('duties.appealTooLate', { day: '2026-11-18' })).toContain('2026年11月18日周三')
})

it('sets the colon of the label’s language', () => {
  expect(joinLabel('截止', '18:00')).toBe('截止：18:00')
  expect(joinLabel('Due', '18:00')).toBe('Due: 18:00')
  expect(colonOf('In time 2')).toBe(': ')
})
