import { describe, expect, it, test } from 'vitest'
import { holdsIdentity, withoutIdentity } from './identity.ts'
import { longText, phone, sensitive, text } from './kinds/index.ts'
import { parseAnswers } from './parse-answers.ts'

describe('holdsIdentity', () => {
  test.each([
    ['a mobile number', '患者王五 电话13800138000 子宫肌瘤'],
    ['one in blocks', '138 0013 8000'],
    ['one with dashes', '138-0013-8000'],
    ['one in pairs', '138 00 13 80 00'],
    ['one after a date', '11-19 138-0013-8000'],
    ['one typed full-width', '１３８００１３８０００'],
    ['one in Chinese digits', '一三八零零一三八零零零'],
    ['one with invisible marks in it', '138\u200b0013\u200b8000'],
    ['one with the country’s code', '8613800138000'],
    ['one written for abroad', '+86 138 0013 8000'],
    ['another country’s', '+44 20 7946 09580'],
    ['a landline', '010-88886666'],
    ['a landline of a smaller place', '0755 8888666'],
    ['one behind a name that is a digit', '病人叫李四138 0013 8000'],
    ['a landline behind one', '张三 家属李四0755-8888666'],
    ['an ID number', '310101199001011234'],
    ['an ID number that ends in X', '31010119900101123x'],
    ['an ID number in its parts', '310101 19900101 123X'],
    ['one of the old form', '310101900101123'],
  ])('finds %s', (_what, typed) => {
    expect(holdsIdentity(typed)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['arrangements', '需要轮椅，家属 2 人，10:30 到 3 号楼 1203 室'],
    ['a consent’s number', 'NW-2026-118'],
    ['a consent’s number of date and count', 'C-20261118-0001'],
    ['the same in one piece', '202611180001'],
    ['dates and times', '2026-11-18 10:30 至 2026-11-20 09:00'],
    ['ranges of hours', '0900-1030 1100-1200'],
    ['money and counts', '样品 130 盒、140 盒、15000 元'],
  ])('takes %s for what it is', (_what, typed) => {
    expect(holdsIdentity(typed)).toBe(false)
  })
})

describe('a field that refuses identity', () => {
  const fields = {
    note: longText({ refuses: 'identity' }),
    plain: text(),
    patientPhone: sensitive(phone()),
  }

  it('says so, and other fields take the same text', () => {
    const parsed = parseAnswers(
      fields,
      { note: '电话 13800138000', plain: '13800138000' },
      { today: '2026-11-18' },
    )
    expect(parsed).toEqual({ ok: false, problems: [{ path: 'note', key: 'fields.holdsIdentity' }] })
  })

  it('is left out of what is kept unsealed, with all that is sealed or unknown', () => {
    const typed = { note: '13800138000', plain: '13800138000', patientPhone: '13800138000', other: 'x' }
    expect(withoutIdentity(fields, typed)).toEqual({ plain: '13800138000' })
    expect(withoutIdentity(fields, { note: '需要轮椅' })).toEqual({ note: '需要轮椅' })
  })
})
