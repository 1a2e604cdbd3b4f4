import { expect, it } from 'vitest'
import { formatSlackDate, isoDay, type Viewer } from './format-slack-date.ts'

const viewer: Viewer = {
  timeZone: 'Asia/Shanghai',
  locale: 'zh-CN',
  nowMs: Date.parse('2026-11-18T08:00:00Z'),
  words: { today: '今天', yesterday: '昨天', tomorrow: '明天' },
}
const at = (iso: string) => Date.parse(iso) / 1000

it('writes each token in the zone and language of the viewer', () => {
  expect(formatSlackDate(at('2026-11-22T20:30:05Z'), '{date_num} {time}', viewer)).toBe('2026-11-23 04:30')
  expect(formatSlackDate(at('2026-11-22T20:30:05Z'), '{date_long}', viewer)).toBe('2026年11月23日星期一')
  expect(formatSlackDate(at('2026-11-22T20:30:05Z'), '{time_secs}', viewer)).toBe('04:30:05')
  const london = { ...viewer, timeZone: 'Europe/London', locale: 'en-GB' }
  expect(formatSlackDate(at('2026-11-22T20:30:05Z'), '{date_short} at {time}', london)).toBe(
    '22 Nov 2026 at 20:30',
  )
})

it('says today, yesterday and tomorrow by the workspace clock and the calendar of the viewer', () => {
  expect(formatSlackDate(at('2026-11-17T16:30:00Z'), '{date_short_pretty}', viewer)).toBe('今天')
  expect(formatSlackDate(at('2026-11-17T15:30:00Z'), '{date_pretty}', viewer)).toBe('昨天')
  expect(formatSlackDate(at('2026-11-19T01:00:00Z'), '{date_long_pretty}', viewer)).toBe('明天')
  expect(formatSlackDate(at('2026-11-20T01:00:00Z'), '{date_pretty}', viewer)).toBe('2026年11月20日')
})

it('tells how long ago something was', () => {
  expect(formatSlackDate(at('2026-11-18T05:00:00Z'), '{ago}', viewer)).toBe('3小时前')
})

it('leaves a token it does not know', () => {
  expect(formatSlackDate(at('2026-11-18T05:00:00Z'), '{moon}', viewer)).toBe('{moon}')
})

it('gives the calendar day of a zone', () => {
  expect(isoDay(Date.parse('2026-11-18T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-11-19')
})
