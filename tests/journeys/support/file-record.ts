import type { Answers, Person } from './person.ts'

/** Asks for a form by its word, fills it in and sends it. */
export async function fileRecord(person: Person, word: string, answers: Answers): Promise<void> {
  const form = await person.begin(word)
  await (await form.fill(answers)).send()
}

/** Asks for leave and has it approved. */
export async function takeLeave(
  rep: Person,
  approver: Person,
  fromDay: string,
  toDay: string,
): Promise<void> {
  await fileRecord(rep, '请假', { 类型: '年假', 开始日期: fromDay, 结束日期: toDay })
  await (await approver.awaitsButton('批准', '请假 LV-')).press('批准')
  await rep.awaits('请假 LV-', '已批准')
}
