import { beforeEach, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { NotPermitted, ValidationError } from '../../src/errors.ts'
import { importCustomers } from '../../src/services/importing/import-customers.ts'
import { importPeople } from '../../src/services/importing/import-people.ts'
import type { ImportReport } from '../../src/services/importing/import-report.ts'
import { readHistory } from '../../src/services/reading/read-history.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { verifyEvents } from '../../src/store/events.ts'
import { databases } from '../support/databases.ts'
import { useTestOffice } from '../support/office.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const told = (report: ImportReport) => report.problems.map((p) => [p.line, p.say.key.replace('imports.', '')])
const counts = ({ rows, created, changed, unchanged }: ImportReport) => [rows, created, changed, unchanged]

const head = '姓名,邮箱,工号,团队,上级团队,角色'
const two = `${head}
方晴,fang.qing@fieldpost.example,S101,霞湾三组,南湾医药,销售代表
唐书瑶,Tang.Shuyao@Fieldpost.example,S102,霞湾三组,,主管，内勤@南湾一组`

describe.each(databases)('importing on %s', (provider) => {
  const opened = useTestOffice(provider)
  const db = () => opened().office.store.db
  const people = (text: string | Uint8Array, { isDryRun = false, name = 'people.csv' } = {}) => {
    const file = { name, bytes: typeof text === 'string' ? bytes(text) : text }
    return importPeople(opened().office, opened().actors.admin, { file, isDryRun })
  }
  const find = (email: string) =>
    db().person.findUnique({ where: { email }, include: { grants: { include: { team: true } }, team: true } })
  beforeEach(async () => {
    const { office } = opened()
    await office.store.transaction(async (tx) => {
      await tx.person.deleteMany({ where: { NOT: { email: { endsWith: '@fieldpost.example' } } } })
      await tx.person.deleteMany({ where: { employeeNo: { not: null } } })
      await tx.team.deleteMany({ where: { name: { notIn: ['南湾医药', '南湾一组', '清溪二组'] } } })
    })
  })

  it('makes people, their team below the one above it, and their roles with the teams they cover', async () => {
    const report = await people(two)
    expect([counts(report), report.problems]).toEqual([[2, 2, 0, 0], []])
    const tang = await find('tang.shuyao@fieldpost.example')
    expect(tang?.team.parentId).toBe(opened().teamIds.company)
    expect(tang?.grants.map((g) => [g.role, g.team.name]).toSorted()).toEqual([
      ['clerk', '南湾一组'],
      ['supervisor', '霞湾三组'],
    ])
  })

  it('writes nothing in a dry run, and says what it would do', async () => {
    const { office } = opened()
    const state = async () => [
      await db().person.count(),
      await db().team.count(),
      await office.store.db.event.count(),
    ]
    const before = await state()
    expect(counts(await people(two, { isDryRun: true }))).toEqual([2, 2, 0, 0])
    expect(await state()).toEqual(before)
  })

  it('changes nothing when the same sheet comes again, and one line when one line differs', async () => {
    await people(two)
    expect(counts(await people(two))).toEqual([2, 0, 0, 2])
    expect(counts(await people(two.replace('方晴', '方小晴')))).toEqual([2, 0, 1, 1])
    expect((await find('fang.qing@fieldpost.example'))?.name).toBe('方小晴')
  })

  it('takes a word that is neither yes nor no for a problem, never for a no', async () => {
    const yesNo = `姓名,邮箱,工号,团队,在职,医务人员
陈小满,,S201,南湾一组,在职,否
许嘉木,,S202,南湾一组,是,医生
方晴,,S203,南湾一组,也许,`
    expect(told(await people(yesNo))).toEqual([
      [3, 'neitherYesNorNo'],
      [4, 'neitherYesNorNo'],
    ])
    await people(yesNo.split('\n').slice(0, 2).join('\n'))
    const found = await db().person.findMany({ where: { employeeNo: { startsWith: 'S20' } } })
    expect(found.map((p) => [p.employeeNo, p.isActive, p.isClinician])).toEqual([['S201', true, false]])
  })

  it('moves a team below another, and refuses teams above themselves', async () => {
    const teamHead = '姓名,工号,团队,上级团队'
    await people(`${teamHead}\n方晴,S301,莲江五组,南湾医药\n唐书瑶,S302,莲江大区,南湾医药`)
    expect((await people(`${teamHead}\n方晴,S301,莲江五组,莲江大区`)).problems).toEqual([])
    const team = (name: string) => db().team.findFirstOrThrow({ where: { name } })
    expect((await team('莲江五组')).parentId).toBe((await team('莲江大区')).id)
    expect(told(await people(`${teamHead}\n唐书瑶,S302,莲江大区,莲江五组`))).toEqual([[2, 'teamCircle']])
    expect((await team('莲江大区')).parentId).toBe(opened().teamIds.company)
  })

  it('leaves as it is what the sheet does not speak of', async () => {
    const rich =
      '姓名,邮箱,工号,团队,角色,语言,劳动合同\n方晴,fang.qing@fieldpost.example,S101,南湾一组,代表,English,是'
    await people(rich)
    await people('姓名,邮箱,团队\n方晴,fang.qing@fieldpost.example,清溪二组')
    expect(await find('fang.qing@fieldpost.example')).toMatchObject({
      employeeNo: 'S101',
      language: 'en',
      hasEmploymentContract: true,
      team: { name: '清溪二组' },
      grants: [{ role: 'rep' }],
    })
  })

  it('finds people by their number when the e-mail has changed', async () => {
    await people(two)
    await people(two.replace('fang.qing@', 'qing.fang@'))
    expect((await find('qing.fang@fieldpost.example'))?.name).toBe('方晴')
    expect(await find('fang.qing@fieldpost.example')).toBeNull()
  })

  it('tells every problem by its line and writes nothing', async () => {
    const before = await db().person.count()
    const report = await people(`姓名,邮箱,工号,团队,角色,语言,时区,团队代号
,a@fieldpost.example,,南湾一组,,,,
方晴,not-an-address,S1,南湾一组,,,,
方晴,,,南湾一组,,,,
方晴,b@fieldpost.example,,南湾一组,船长,,,
方晴,c@fieldpost.example,,南湾一组,,Klingon,,
方晴,d@fieldpost.example,,南湾一组,,,Mars/Olympus,
方晴,E@fieldpost.example,S9,南湾一组,,,,
方晴,e@fieldpost.example,S9,南湾一组,,,,

方晴,f@fieldpost.example,,南湾一组,内勤@南湾一祖,,,
方晴,g@fieldpost.example,,霞湾三组,,,,nanwan
方晴,h@fieldpost.example,,,,,,`)
    expect(told(report)).toEqual([
      [2, 'missing'],
      [3, 'badEmail'],
      [4, 'needsEmailOrNumber'],
      [5, 'badRole'],
      [6, 'badLanguage'],
      [7, 'badZone'],
      [9, 'twice'],
      [9, 'twice'],
      [11, 'unknownTeam'],
      [12, 'teamKeyTaken'],
      [13, 'missing'],
    ])
    expect(counts(report)).toEqual([11, 0, 0, 0])
    expect(await db().person.count()).toBe(before)
  })

  it('asks which of two people is meant by a number and an e-mail that belong to different ones', async () => {
    await people(two)
    const mixed = `${head}\n方晴,tang.shuyao@fieldpost.example,S101,霞湾三组,,`
    expect(told(await people(mixed))).toEqual([[2, 'twoPeople']])
  })

  it('reads what Excel and its neighbours write', async () => {
    const english =
      'Name\tEmail\tTeam\tRoles\tLanguage\r\nFang Qing\tfang.qing@fieldpost.example\t南湾一组\trep, clerk\ten'
    expect(counts(await people(`\ufeff${english}`))).toEqual([1, 1, 0, 0])
    expect(await find('fang.qing@fieldpost.example')).toMatchObject({ name: 'Fang Qing', language: 'en' })
    const sheet = [
      ['姓名', '邮箱', '团队', '角色'],
      ['唐书瑶', 'tang.shuyao@fieldpost.example', '南湾一组', '主管'],
    ]
    const xlsx = await writeExcelFile(sheet.map((row) => row.map((value) => ({ value })))).toBuffer()
    expect(counts(await people(xlsx, { name: '人员.XLSX' }))).toEqual([1, 1, 0, 0])
    expect((await find('tang.shuyao@fieldpost.example'))?.grants.map((g) => g.role)).toEqual(['supervisor'])
    // A heading is known in either language, whatever its width and case.
    expect(
      counts(await people('ＮＡＭＥ,ｅｍａｉｌ,部门\n方晴,x@fieldpost.example,南湾一组', { isDryRun: true })),
    ).toEqual([1, 1, 0, 0])
  })

  it.each([
    ['nothing', '', 'imports.empty'],
    ['headings alone', head, 'imports.empty'],
    ['a heading nobody knows', '姓名,邮箱,薪水\n方晴,a@b.cn,1', 'imports.unknownColumn'],
    ['bytes that are no UTF-8', new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb]), 'imports.unreadable'],
    ['too many lines', `${head}\n${'方晴,a@b.cn,,南湾一组,,\n'.repeat(20_001)}`, 'imports.tooManyRows'],
    ['too many bytes', new Uint8Array(10_000_001), 'imports.tooBig'],
  ])('refuses a file that holds %s', async (_what, content, key) => {
    const refusal = await people(content).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ValidationError)
    expect((refusal as ValidationError).fieldErrors.map((e) => e.say.key)).toEqual([key])
  })

  it('refuses a workbook that is none', async () => {
    await expect(people('PK no workbook', { name: 'a.xlsx' })).rejects.toThrow('imports.unreadable')
  })

  it('brings in a large company at once', async () => {
    const lines = Array.from(
      { length: 5_000 },
      (_, i) => `员工${i},p${i}@big.example,B${i},大区${i % 50},,代表`,
    )
    const sheet = [head, ...lines].join('\n')
    expect(counts(await people(sheet))).toEqual([5_000, 5_000, 0, 0])
    expect(counts(await people(sheet))).toEqual([5_000, 0, 0, 5_000])
  })

  it('is for administrators', async () => {
    const file = { name: 'people.csv', bytes: bytes(two) }
    const { office, actors } = opened()
    await expect(importPeople(office, actors.director, { file, isDryRun: true })).rejects.toThrow(
      NotPermitted,
    )
  })

  describe('customers', () => {
    const customers = (text: string, isDryRun = false) => {
      const file = { name: 'customers.csv', bytes: bytes(text) }
      return importCustomers(opened().office, opened().actors.admin, { file, isDryRun })
    }
    const sheet = `名称,简称,类别,联系人,等级,负责人邮箱
霞湾康民诊所,"康民诊所，康民",诊所,"黄大夫,王敏 采购科",潜在,REP@fieldpost.example
赤岭同和大药房,,Pharmacy,,,`

    it('are made with their short names and contacts, by their owner or an administrator', async () => {
      expect(counts(await customers(sheet, true))).toEqual([2, 2, 0, 0])
      expect(await db().customer.count()).toBe(0)
      expect(counts(await customers(sheet))).toEqual([2, 2, 0, 0])
      expect(counts(await customers(sheet))).toEqual([2, 0, 0, 2])
      const [clinic] = await db().customer.findMany({
        where: { name: '霞湾康民诊所' },
        include: { contacts: { orderBy: { position: 'asc' } }, record: true },
      })
      expect(clinic).toMatchObject({ aliases: '康民诊所\n康民', kind: 'clinic', class: 'potential' })
      expect(clinic?.contacts.map((c) => [c.name, c.title])).toEqual([
        ['黄大夫', null],
        ['王敏', '采购科'],
      ])
      expect(clinic?.record.ownerId).toBe(opened().actors.rep.personId)
    })

    it('have a history that begins with the import, and numbers of the year on the policy’s clocks', async () => {
      const { office, actors, clock } = opened()
      await db().customer.deleteMany()
      await db().record.deleteMany()
      // Two o'clock in the morning of New Year's Day in Shanghai, still last year in London and by UTC.
      clock.set('2026-12-31T18:00:00Z')
      await customers(sheet)
      const by = { type: 'customer', submissionKey: 'at-new-year', platform: 'slack' }
      await fileRecord(office, actors.outsider, { ...by, answers: { name: '仁和诊所', kind: 'clinic' } })
      const records = await db().record.findMany({ orderBy: { number: 'asc' } })
      expect(records.map((r) => [r.number, r.createdAt])).toEqual([
        ['CU-2027-0001', clock.now()],
        ['CU-2027-0002', clock.now()],
        ['CU-2027-0003', clock.now()],
      ])
      const history = await readHistory(office, actors.rep, { recordId: records[0]?.id ?? '' })
      expect(history).toMatchObject([{ what: '提交', by: '宋悦', platform: '导入', at: clock.now() }])
      expect((await verifyEvents(office.store)).faults).toEqual([])
    })

    it('of a large company are brought in at once, contacts and all', async () => {
      const lines = Array.from(
        { length: 5_000 },
        (_, i) => `诊所${i},,诊所,"黄大夫,王敏 采购科",,rep@fieldpost.example`,
      )
      const large = ['名称,简称,类别,联系人,等级,负责人邮箱', ...lines].join('\n')
      expect(counts(await customers(large))).toEqual([5_000, 5_000, 0, 0])
      expect(counts(await customers(large))).toEqual([5_000, 0, 0, 5_000])
      const last = { name: '诊所4999' }
      const include = { contacts: { orderBy: { position: 'asc' as const } }, record: true }
      expect(await db().customer.findFirst({ where: last, include })).toMatchObject({
        aliases: null,
        contacts: [
          { position: 0, name: '黄大夫', title: null },
          { position: 1, name: '王敏', title: '采购科' },
        ],
        record: { type: 'customer', status: 'active', revision: 1, periodKey: null },
      })
    })

    it('tell their problems by line and column', async () => {
      const report = await customers(`名称,类别,电话,负责人邮箱
,诊所,,
康民诊所,马戏团,abc,
同和药房,药房,,nobody@fieldpost.example`)
      expect(report.problems.map((p) => [p.line, p.column, p.say.key])).toEqual([
        [2, '名称', 'fields.required'],
        [3, '类别', 'fields.notAChoice'],
        [3, '电话', 'fields.notPhone'],
        [4, '负责人邮箱', 'imports.noOwner'],
      ])
    })
  })
})
