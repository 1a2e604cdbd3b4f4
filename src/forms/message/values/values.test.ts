import { describe, expect, it } from 'vitest'
import { foldText } from '../../../text/fold-text.ts'
import type { ReadAt } from '../template-reading.ts'
import { matchDay } from './match-day.ts'
import { matchDuration } from './match-duration.ts'
import { matchNumber } from './match-number.ts'
import { matchTime } from './match-time.ts'
import { readOption } from './read-option.ts'
import { readTick } from './read-tick.ts'

/** The answer where the whole text is one; the answer and what is left otherwise. */
function whole(text: string, found: { end: number; answer?: string } | undefined) {
  const rest = foldText(text).slice(found?.end)
  return found && (rest === '' ? (found.answer ?? null) : [found.answer ?? null, rest])
}

describe('a number', () => {
  it.each([
    ['10', '10'],
    ['１０', '10'],
    ['十', '10'],
    ['十五', '15'],
    ['两个', '2'],
    ['二十例', '20'],
    ['一百二', '120'],
    ['一千二百', '1200'],
    ['一千零二', '1002'],
    ['一万二', '12000'],
    ['三十万', '300000'],
    ['1.2万', '12000'],
    ['1.25万元', '12500'],
    ['0.5万', '5000'],
    ['3千', '3000'],
    ['1,200.50元', '1200.50'],
    ['¥1,234,567.89', '1234567.89'],
    ['-5', '-5'],
    ['12.5%', '12.5'],
    ['一点五', '1.5'],
    ['2k', '2000'],
    ['30 minutes', '30'],
    ['两三个', null],
    ['十几个', null],
    ['10多', null],
  ])('reads %s', (text, answer) => {
    expect(whole(text, matchNumber(foldText(text), 0))).toEqual(answer)
  })

  it('leaves what is no part of it', () => {
    expect(whole('10-15', matchNumber('10-15', 0))).toEqual(['10', '-15'])
    expect(matchNumber('个', 0)).toBeUndefined()
  })
})

describe('a length of time', () => {
  it.each([
    ['30', '30'],
    ['半小时', '30'],
    ['半个小时', '30'],
    ['一个半小时', '90'],
    ['1.5小时', '90'],
    ['两小时', '120'],
    ['1小时20分钟', '80'],
    ['一小时半', '90'],
    ['三刻钟', '45'],
    ['2h', '120'],
    ['1 hour and 10 minutes', '70'],
    ['45分', '45'],
  ])('reads %s as minutes', (text, answer) => {
    expect(whole(text, matchDuration(foldText(text), 0))).toEqual(answer)
  })
})

describe('a day', () => {
  /** A Friday. */
  const today = '2026-11-20'
  const read = (text: string, at: ReadAt = { today }) => {
    const found = matchDay(foldText(text), 0, at)
    return found && found.end === foldText(text).length ? found.days.join(' ') : undefined
  }

  it.each([
    ['11-20', '2026-11-20'],
    ['11/20', '2026-11-20'],
    ['11.20', '2026-11-20'],
    ['11月20日', '2026-11-20'],
    ['十一月二十日', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
    ['2026年11月20日', '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['今天', '2026-11-20'],
    ['明天', '2026-11-21'],
    ['后天', '2026-11-22'],
    ['大后天', '2026-11-23'],
    ['昨天', '2026-11-19'],
    ['周三', '2026-11-25'],
    ['下周三', '2026-11-25'],
    ['本周三', '2026-11-18'],
    ['这周六', '2026-11-21'],
    ['星期天', '2026-11-22'],
    ['礼拜一', '2026-11-23'],
    ['周五', '2026-11-20 2026-11-27'],
    ['25号', '2026-11-25'],
    ['3号', '2026-12-03'],
    ['1月5日', '2027-01-05'],
    ['11月25日（周三）', '2026-11-25'],
    ['11月25日（周五）', ''],
    ['11月31日', ''],
    ['tomorrow', '2026-11-21'],
    ['next Monday', '2026-11-23'],
    ['Nov 20', '2026-11-20'],
    ['20/11', '2026-11-20'],
    ['20-11', '2026-11-20'],
    ['20/11/2026', '2026-11-20'],
    ['5/12', '2027-05-12'],
    ['5/12/2026', '2026-05-12 2026-12-05'],
    ['13/13', ''],
    ['20th of November 2026', '2026-11-20'],
  ])('reads %s, ahead', (text, days) => {
    expect(read(text)).toBe(days)
  })

  it('looks back where a log is asked for', () => {
    const at: ReadAt = { today, looks: 'back' }
    expect(read('周三', at)).toBe('2026-11-18')
    expect(read('周六', at)).toBe('2026-11-14')
    expect(read('25号', at)).toBe('2026-10-25')
  })

  it('may begin with the day for whoever writes English, unless only one is in the week that is asked', () => {
    const at: ReadAt = { today, isEitherFirst: true }
    expect(read('5/12', at)).toBe('2027-05-12 2026-12-05')
    expect(read('12-05', at)).toBe('2026-12-05')
    expect(read('5/5', at)).toBe('2027-05-05')
    expect(read('1/12', { ...at, week: { start: '2026-11-30', end: '2026-12-06' } })).toBe('2026-12-01')
  })

  it('means the week that is asked about', () => {
    const at: ReadAt = { today, week: { start: '2026-11-23', end: '2026-11-29' } }
    expect(read('周三', at)).toBe('2026-11-25')
    expect(read('本周三', at)).toBe('2026-11-25')
    expect(read('周五', at)).toBe('2026-11-27')
    expect(read('24号', at)).toBe('2026-11-24')
    expect(read('明天', at)).toBe('2026-11-21')
  })

  it('is none of what only looks like one', () => {
    for (const text of ['3号楼', '11-20-3', '100', '无', '1200.50'])
      expect(matchDay(foldText(text), 0, { today })?.end).not.toBe(text.length)
  })
})

describe('a time of day', () => {
  it.each([
    ['14:30', '14:30'],
    ['14：30', '14:30'],
    ['09:05', '09:05'],
    ['02:30', '02:30'],
    ['9:05', '09:05'],
    ['下午两点半', '14:30'],
    ['上午9点', '09:00'],
    ['晚上八点一刻', '20:15'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['十点二十分', '10:20'],
    ['2pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['2点半', null],
    ['2:30', null],
  ])('reads %s', (text, answer) => {
    expect(whole(text, matchTime(foldText(text), 0))).toEqual(answer)
  })

  it('is not after the day has ended', () => {
    expect(matchTime('25:00', 0)).toBeUndefined()
  })
})

describe('an option', () => {
  const options = [
    { value: 'visit_new', label: '拜访新客户' },
    { value: 'visit_old', label: '拜访老客户' },
    { value: 'call', label: '电话' },
    { value: 'leave', label: '产假/陪产假' },
    { value: 'death', label: '丧假或丧事假' },
    { value: 'done', label: '完成' },
    { value: 'not_done', label: '未完成' },
  ]
  it.each([
    ['拜访新客户', 'visit_new'],
    ['拜訪新客戶', 'visit_new'],
    ['新客户', 'visit_new'],
    ['电话拜访', 'call'],
    ['拜访', 'many'],
    ['陪产假', 'leave'],
    ['我要请丧假', 'death'],
    ['丧事假', 'death'],
    ['已完成', 'done'],
    ['没完成', 'not_done'],
    ['没有完成', 'not_done'],
    ['全部完成了', 'done'],
    ['请两天丧假', 'death'],
    ...['部分完成', '基本完成', '完成一半', '基本完成一半', '完成80%', '快完成了', '还没完成', '没做完'].map(
      (text) => [text, undefined] as [string, undefined],
    ),
    ['不是电话', undefined],
    ['CALL', 'call'],
    ['视频', undefined],
    ['', undefined],
  ])('is read from %s', (text, value) => {
    const read = readOption(text, options)
    expect(typeof read === 'object' ? read.value : read).toBe(value)
  })
})

it('reads a tick', () => {
  expect(['是', '对', '√', 'Yes', 'y。'].map(readTick)).toEqual([true, true, true, true, true])
  expect(['否', '没有', '×', 'no'].map(readTick)).toEqual([false, false, false, false])
  expect(readTick('也许')).toBeUndefined()
})
