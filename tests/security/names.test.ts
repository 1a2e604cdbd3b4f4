import { describe, expect, it } from 'vitest'
import { parseAnswers } from '../../src/fields/parse-answers.ts'
import { speak } from '../../src/i18n/translate.ts'
import customerType from '../../src/records/customer/index.ts'
import { askedFields } from '../../src/records/record-type.ts'
import { addByName } from '../../src/services/forms/add-named.ts'
import { meanName } from '../../src/services/forms/mean-name.ts'
import { importCustomers } from '../../src/services/importing/import-customers.ts'
import { importPeople } from '../../src/services/importing/import-people.ts'
import { linkDirectory } from '../../src/services/people/link-directory.ts'
import { foldText } from '../../src/text/fold-text.ts'
import { nameSkeleton } from '../../src/text/look-alikes.ts'
import { searchKey } from '../../src/text/rank-matches.ts'
import { useTestOffice } from '../support/office.ts'

/** Whether it tells a console what to do. */
const isControlling = (text: unknown): boolean =>
  [...String(text)].some((letter) => letter < ' ' || (letter >= '\u007f' && letter <= '\u009f'))

const reading = { today: '2026-11-18' }
const customer = (name: string) =>
  parseAnswers(askedFields(customerType), { name, kind: 'hospital', contacts: [] }, reading)

/** Names that look like others, or like nothing (ASVS 1.1, Unicode TR 36). */
describe('a name', () => {
  it.each([
    '\u200b',
    '\u202e',
    '\u2066\u2069',
    '\u3164',
    '\u2800',
    '\ufeff\u00ad',
    ' \u3000\t',
    '\u0000\u0007',
  ])('of which nothing is seen is none: %j', (typed) => {
    expect(customer(typed)).toMatchObject({ ok: false, problems: [{ path: 'name', key: 'fields.required' }] })
  })

  it('does not turn around what stands behind it', () => {
    expect(customer('南湾\u202e院一')).toMatchObject({ ok: true, values: { name: '南湾院一' } })
    expect(customer('\u202bשלום\u202c 诊所')).toMatchObject({ values: { name: '\u202bשלום\u202c 诊所' } })
  })

  it.each([
    ['full-width letters', 'ＡＢＣ诊所', 'abc诊所'],
    ['radicals that look like characters', '⼈⼝医院', '人口医院'],
    ['compatibility characters', '金一院', '金一院'],
    ['invisible letters within', '南湾\u200b一\u2060院', '南湾一院'],
    ['traditional characters', '康民診所', '康民诊所'],
    ['letters in circles and mathematics', 'Ⓐ𝐁𝖢', 'abc'],
  ])('of %s is the same name to whoever looks for it', (_, typed, plain) => {
    expect(foldText(typed)).toBe(foldText(plain))
  })

  it('is no place to hide the words of our own sentences in', () => {
    const why = '$t(web.signIn) {{why}} {{- why}} $t(errors.notFound)'
    expect(speak('zh-CN')('errors.overtaken', { why })).toContain(why)
  })
})

const skeleton = (name: string) => nameSkeleton(searchKey(name))

describe('a name that looks the same', () => {
  it.each([
    ['Cyrillic capitals', 'АВС诊所', 'ABC诊所'],
    ['small Cyrillic letters', 'орhеliа药房', 'Ophelia药房'],
    ['Greek capitals', 'ΑΒΖΗΚΜΝ', 'ABZHKMN'],
    ['small Greek letters', 'ρατιο', 'patio'],
    ['Cyrillic with its mark', 'сафё', 'caфë'],
    ['a Cyrillic letter for a digit', 'З01医院', '301医院'],
    ['letters for digits', '1O1医院', 'l01医院'],
    ['wide Cyrillic and Latin in one word', 'ＡВＣ', 'abc'],
  ])('with %s is the same to whoever looks whether it is there', (_, typed, plain) => {
    expect(skeleton(typed)).toBe(skeleton(plain))
  })

  it.each([
    ['Анна', 'Anna'],
    ['Жук', 'Kuk'],
    ['康民诊所', '康明诊所'],
    ['Ali', 'All'],
    ['modern', 'modem'],
  ])('is not one that only reads alike: %s, %s', (one, other) => {
    expect(skeleton(one)).not.toBe(skeleton(other))
  })

  it('is found by a search, and a digit by itself alone', () => {
    expect(searchKey('АВС诊所')).toBe('abc诊所')
    expect(searchKey('101医院')).toBe('101医院')
  })

  const opened = useTestOffice('sqlite')
  const shown = async (id: string) =>
    (await opened().office.store.db.customer.findUnique({ where: { recordId: id } }))?.name

  it('makes no second customer, and the first is called as it was typed', async () => {
    const { office, actors } = opened()
    const add = (name: string) =>
      addByName(office, actors.rep, 'customer', { name, submissionKey: name, platform: 'web' })
    const first = await add('НОВА诊所')
    expect(await add('HOBA诊所')).toBe(first)
    expect(await add('H0BA诊所')).toBe(first)
    expect(await shown(first)).toBe('НОВА诊所')
    const meant = await meanName(office, actors.rep, { of: 'customer', typed: 'HOBA诊所' })
    expect([meant.known.map(({ value }) => value), meant.added]).toEqual([[first], []])
  })

  it('is left out of a sheet of customers', async () => {
    const { office, actors } = opened()
    const bytes = new TextEncoder().encode('名称,类别\nMEDEX药房,药房\nМЕDЕХ药房,药房\nMEDEX 药房2,药房\n')
    const file = { name: 'customers.csv', bytes }
    const report = await importCustomers(office, actors.admin, { file, isDryRun: false })
    expect([report.problems, report.created, report.unchanged]).toEqual([[], 2, 1])
  })

  it('makes it doubtful which account is a colleague’s', async () => {
    const { office, actors } = opened()
    const { db } = office.store
    await db.person.update({ where: { id: actors.clerk.personId }, data: { name: 'Eva Moss' } })
    const account = (platformUserId: string, displayName: string) => ({
      platform: 'quiet',
      workspace: 'corp',
      platformUserId,
      profile: { displayName },
    })
    await linkDirectory(office, [account('a1', 'Eva Moss'), account('a2', 'Еvа Моss')])
    expect(await db.outbox.count({ where: { dedupeKey: { startsWith: 'namesakes:' } } })).toBe(0)
  })
})

describe('a sheet of people', () => {
  const opened = useTestOffice('sqlite')
  const bring = (csv: string) =>
    importPeople(opened().office, opened().actors.admin, {
      file: { name: 'people.csv', bytes: new TextEncoder().encode(csv) },
      isDryRun: false,
    })

  it('brings no marks of direction and no control characters into names', async () => {
    const csv = '姓名,邮箱,团队,角色\n\u202e方\u202c晴\u001b[31m,fang@x.example,南湾一组,销售代表\n'
    expect((await bring(csv)).problems).toEqual([])
    const person = await opened().office.store.db.person.findUnique({ where: { email: 'fang@x.example' } })
    expect(person?.name).toBe('方晴[31m')
  })

  it('with a name of which nothing is seen is told so', async () => {
    const { problems } = await bring('姓名,邮箱,团队\n\u3164,x@x.example,南湾一组\n')
    expect(problems.map(({ say }) => say.key)).toEqual(['imports.missing'])
  })

  it('says nothing to a console but words', async () => {
    const { problems } = await bring('姓名,邮箱,团队\n方,\u001b]0;evil\u0007\u009b2J,南湾一组\n')
    expect(problems.flatMap(({ say }) => Object.values(say.params ?? {})).filter(isControlling)).toEqual([])
    const unknown = await bring('\u001b[2J姓名啊,邮箱\n方,x').catch(
      (error: { fieldErrors: unknown }) => error.fieldErrors,
    )
    expect(JSON.stringify(unknown)).not.toContain('\\u001b')
  })
})
