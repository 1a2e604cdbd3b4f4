import { describe, expect, it } from 'vitest'
import {
  asksForPerson,
  blankPatient,
  leaveOutPatient,
  leaveOutPerson,
  namesPatient,
} from './patient-lines.ts'

describe('what names a patient in a text', () => {
  it.each([
    ['患者：王小花', '患者：'],
    ['来源单位：仁爱\n患者姓名: 王小花\n科室：骨科', '来源单位：仁爱\n患者姓名:\n科室：骨科'],
    ['患者（姓名）＝王小花，预计到院：明天', '患者（姓名）＝，预计到院：明天'],
    ['来源单位：仁爱 患者：王小花 科室：骨科', '来源单位：仁爱 患者： 科室：骨科'],
    ['Patient: Wang Xiaohua\nDepartment: ENT', 'Patient:\nDepartment: ENT'],
    ['the patient’s name = Wang', 'the patient’s name ='],
    ['身份证号：不便写', '身份证号：'],
    ['转诊患者电话：问她女儿', '转诊患者电话：'],
    ['患者王五，腿脚不便', '患者：，腿脚不便'],
    ['接待病人叫李小四', '接待病人：'],
    ['明天患者欧阳静女士到院', '明天患者：女士到院'],
    ['患者欧阳明月，腿脚不便', '患者：，腿脚不便'],
    ['患者高兴国，65 岁', '患者：，65 岁'],
    ['就诊人姓名是黄金花，女', '就诊人：，女'],
    ['患者陳大文，腰痛', '患者：，腰痛'],
    ['患者孙女士', '患者：'],
  ])('is taken away behind its label: %s', (text, kept) => {
    expect(blankPatient(text)).toBe(kept)
    // Taken away once more nothing changes, so that it may be done where it comes in and where it is read.
    expect(blankPatient(kept)).toBe(kept)
    expect(leaveOutPatient(text).isLeftOut).toBe(true)
    expect(leaveOutPatient(kept)).toEqual(leaveOutPatient(text))
  })

  it.each([
    '转诊患者：3 例',
    '患者：无',
    '拜访患者服务部 谈合作',
    '电话：20',
    '姓名：李建国',
    'patients met: 3',
    '患者高血压，需要轮椅',
    '患者周五到，周五',
    '患者方便时再约',
    '患者周五来',
    '患者于周三，于下周',
    '患者高龄，需家属陪同',
    '患者黃疸',
    '患者孙女陪',
    '患者白细胞，方案',
    '患者东方医院，复诊',
    '患者教育',
    '患者 3 例',
  ])('is not what only speaks of patients: %s', (text) => {
    expect(blankPatient(text)).toBe(text)
    expect(leaveOutPatient(text)).toEqual({ text, isLeftOut: false })
  })

  it.each([
    ['blanks before what is no colon', (many: string) => `患者${many}张`],
    ['blanks behind the colon', (many: string) => `患者：${many}x`],
    ['nothing but blanks', (many: string) => `患者：${many}`],
    ['labels', (many: string) => many.replaceAll(' ', '患者：')],
    ['words', (many: string) => many.replaceAll(' ', '患者')],
  ])('is looked for in no time in a message as long as may be: %s', (_, make) => {
    const text = make(' '.repeat(40_000))
    // Of the processor, which a busy machine also gives to others.
    const from = process.cpuUsage()
    blankPatient(text)
    leaveOutPatient(text)
    const { user, system } = process.cpuUsage(from)
    expect((user + system) / 1_000).toBeLessThan(1000)
  })

  it('leaves the other lines, and nothing where there are none', () => {
    expect(leaveOutPatient('科室：骨科\n患者：王小花，\n时间：明天').text).toBe('科室：骨科\n时间：明天')
    expect(leaveOutPatient('患者：王小花').text).toBe('')
  })
})

it('knows whether a text says who a patient is', () => {
  expect(namesPatient('患者王五，子宫肌瘤')).toBe(true)
  expect(namesPatient('患者：王小花')).toBe(true)
  expect(namesPatient('需要轮椅，家属两人')).toBe(false)
})

describe('what names a person in a text', () => {
  it.each(['姓名：王小花', '2. 名字: 王小花', '联系电话：87654321', 'Full name = Wang', 'mobile: 87654321'])(
    'is a line that is left out: %s',
    (line) => {
      expect(leaveOutPerson(`科室：骨科\n${line}\n时间：明天`)).toEqual({
        text: '科室：骨科\n时间：明天',
        isLeftOut: true,
      })
    },
  )

  it.each(['电话：打了 20 个', '拜访姓名登记处', '姓名登记：已办'])('is nothing else: %s', (line) => {
    expect(leaveOutPerson(line)).toEqual({ text: line, isLeftOut: false })
  })

  it('is known by the labels that ask for it', () => {
    expect(['联系电话', 'Name', '客户名字'].every(asksForPerson)).toBe(true)
    expect(['科室', 'Department', '电话'].map(asksForPerson)).toEqual([false, false, true])
  })
})
