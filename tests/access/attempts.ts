import type { FormPurpose } from '../../src/forms/form.ts'
import { getRecordType } from '../../src/records/registry.ts'
import { logIfActivity, logIfSurely, logLine } from '../../src/services/activity/log-line.ts'
import { nameLine } from '../../src/services/activity/name-line.ts'
import { pressLine } from '../../src/services/activity/press-line.ts'
import { requeueMessage } from '../../src/services/delivery/requeue-message.ts'
import { decideDuty } from '../../src/services/duties/deciding/decide-duty.ts'
import { addByName } from '../../src/services/forms/add-named.ts'
import { readDraft, saveDraft } from '../../src/services/forms/drafts.ts'
import { meanName, offerNames } from '../../src/services/forms/mean-name.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { searchOptions } from '../../src/services/forms/search-options.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { importCustomers } from '../../src/services/importing/import-customers.ts'
import { importPeople } from '../../src/services/importing/import-people.ts'
import { endSessions } from '../../src/services/links/end-sessions.ts'
import { checkAim, issueLink } from '../../src/services/links/issue-link.ts'
import { listSessions } from '../../src/services/links/list-sessions.ts'
import { postRank } from '../../src/services/metrics/post-rank.ts'
import { readMeter } from '../../src/services/metrics/read-meter.ts'
import { findLinked } from '../../src/services/people/find-linked.ts'
import { linkNamesakes } from '../../src/services/people/link-namesakes.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { findTyped, plainCard, setPlain } from '../../src/services/plain.ts'
import { compareVersions } from '../../src/services/reading/compare-versions.ts'
import { exportRecords } from '../../src/services/reading/export-records.ts'
import { findPage } from '../../src/services/reading/find-page.ts'
import { listTable } from '../../src/services/reading/list-table.ts'
import { readHistory } from '../../src/services/reading/read-history.ts'
import { listRecordViews, readRecord } from '../../src/services/reading/read-record.ts'
import { rebuildForm } from '../../src/services/reading/rebuild-form.ts'
import { resolveNames } from '../../src/services/reading/resolve-names.ts'
import { revealRecord } from '../../src/services/reading/reveal-record.ts'
import { changeRecord } from '../../src/services/records/change-record.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { fileRecord } from '../../src/services/records/file-record.ts'
import { isPressable } from '../../src/services/records/is-pressable.ts'
import { sayOvertaken } from '../../src/services/records/outcome.ts'
import { pressAction } from '../../src/services/records/press-action.ts'
import { forgetSubject } from '../../src/services/subject/forget-subject.ts'
import { showSubject } from '../../src/services/subject/show-subject.ts'
import { newId } from '../../src/store/new-id.ts'
import {
  type Attempt,
  approvalOf,
  put,
  putAccount,
  putDeadMessage,
  putDuty,
  putLine,
  putPatient,
  putPlan,
  putReferral,
  putSession,
} from './subjects.ts'

/** False, or a refusal, is a no; anything else a yes. */
type Try = (attempt: Attempt) => Promise<unknown>

const platform = 'slack'
const bytes = (text: string) => new TextEncoder().encode(text)
const plan = getRecordType('weekly-plan')
const all = { filters: {}, page: 1, perPage: 1000 }

/** Every use-case, tried as each front end would; the right to it is all that may stand in the way. */
export const attempts: Readonly<Record<string, Try>> = {
  openForm: async (a) => openForm(a.office, a.actor, { kind: 'act', ...approvalOf(await putPlan(a)) }),
  submitForm: async (a) => {
    const purpose: FormPurpose = { kind: 'act', type: plan.id, ...approvalOf(await putPlan(a)) }
    return submitForm(a.office, a.actor, { purpose, answers: {}, submissionKey: 'x', platform })
  },
  changeRecord: async (a) =>
    changeRecord(a.office, a.actor, { ...approvalOf(await putPlan(a)), answers: {}, platform }),
  isPressable: async (a) => isPressable(a.office, a.actor, approvalOf(await putPlan(a))),
  pressAction: async (a) => pressAction(a.office, a.actor, { ...approvalOf(await putPlan(a)), platform }),
  fileRecord: (a) =>
    fileRecord(a.office, a.actor, {
      type: plan.id,
      answers: { goals: '回访' },
      submissionKey: newId(a.office.clock.now()),
      platform,
    }),
  describeRecord: async (a) => describeRecord(a.office, a.actor, { recordId: (await putPlan(a)).id }),
  readRecord: async (a) => readRecord(a.office, a.actor, { recordId: (await putPlan(a)).id }),
  readHistory: async (a) => readHistory(a.office, a.actor, { recordId: (await putPlan(a)).id }),
  sayOvertaken: async (a) => sayOvertaken(a.office, a.actor, { recordId: (await putPlan(a)).id }),
  compareVersions: async (a) =>
    compareVersions(a.office, a.actor, { recordId: (await putPlan(a)).id, answers: { goals: '别的' } }),
  findPage: async (a) => {
    const { id } = await putPlan(a)
    return (await findPage(a.office, a.actor, plan, all)).records.some((r) => r.id === id)
  },
  listTable: async (a) => {
    const { id } = await putPlan(a)
    return (await listTable(a.office, a.actor, { type: plan, ...all })).rows.some((r) => r.id === id)
  },
  listRecordViews: async (a) => {
    const { id } = await putPlan(a)
    const { records } = await listRecordViews(a.office, a.actor, { type: plan, ...all })
    return records.some((r) => r.id === id)
  },
  searchOptions: async (a) => {
    const { id, number } = await putPlan(a)
    const options = await searchOptions(a.office, a.actor, { of: plan.id, query: number, limit: 1000 })
    return options.some((o) => o.value === id)
  },
  meanName: async (a) => {
    const { id, number } = await putPlan(a)
    return (await meanName(a.office, a.actor, { of: plan.id, typed: number })).value === id
  },
  offerNames: async (a) => {
    const { id, number } = await putPlan(a)
    const options = await offerNames(a.office, a.actor, { of: plan.id, query: number, limit: 1000 })
    return options.some((o) => o.value === id)
  },
  addByName: (a) => {
    const key = newId(a.office.clock.now())
    return addByName(a.office, a.actor, 'customer', { name: `新客户 ${key}`, submissionKey: key, platform })
  },
  resolveNames: async (a) => {
    const { id, number } = await putPlan(a)
    const { reference } = await import('../../src/fields/kinds/index.ts')
    const { answers } = await resolveNames(a.office, a.actor, { of: reference(plan.id) }, { of: number })
    return answers.of === id
  },
  exportRecords: async (a) => {
    const { number } = await putPlan(a)
    const file = await exportRecords(a.office, a.actor, { type: plan, filters: {}, format: 'csv', platform })
    let text = ''
    for await (const part of file.content) text += part
    return text.includes(number)
  },
  revealRecord: async (a) =>
    revealRecord(a.office, a.actor, { recordId: (await putReferral(a)).id, platform }),
  issueLink: async (a) =>
    issueLink(a.office, a.actor, { purpose: 'reveal', recordId: (await putReferral(a)).id }),
  checkAim: async (a) =>
    checkAim(a.office, a.actor, { purpose: 'reveal', recordId: (await putReferral(a)).id }),
  saveDraft: (a) => saveDraft(a.office, a.actor, { purpose: filing, answers: { goals: '半句' } }),
  readDraft: async (a) => {
    await a.office.store.db.draft.deleteMany()
    await saveDraft(a.office, a.subject, { purpose: filing, answers: { goals: '半句' } })
    return (await readDraft(a.office, a.actor, filing)) !== undefined
  },
  rebuildForm: (a) => rebuildForm(a.office, a.actor, { purpose: filing, answers: { goals: '半句' } }),
  logLine: (a) =>
    logLine(a.office, a.actor, { text: '拜访南湾一院', deliveryId: newId(a.office.clock.now()), platform }),
  logIfActivity: (a) =>
    logIfActivity(a.office, a.actor, {
      text: '今天拜访南湾一院',
      deliveryId: newId(a.office.clock.now()),
      platform,
    }),
  logIfSurely: async (a) => {
    // Of a name of its own: between namesakes it would have to be asked.
    const name = `安和${newId(a.office.clock.now()).slice(-6)}诊所`
    await put(a, 'customer', { name, kind: 'clinic', contacts: [] })
    const line = { text: `今天拜访${name} 老客户 30分钟`, deliveryId: newId(a.office.clock.now()), platform }
    return logIfSurely(a.office, a.actor, line, 'value')
  },
  nameLine: async (a) => {
    const [line, answer] = [newId(a.office.clock.now()), newId(a.office.clock.now())]
    await a.office.store.db.draft.deleteMany()
    await logLine(a.office, a.subject, { text: '打了4个电话', deliveryId: line, platform })
    return nameLine(a.office, a.actor, { text: '徐岭诊所', deliveryId: answer, platform })
  },
  pressLine: async (a) => {
    return pressLine(a.office, a.actor, { do: 'discard-line', draftKey: await putLine(a) }, platform)
  },
  readMeter: (a) => readMeter(a.office, a.actor),
  readHome: async (a) => {
    // The page is long enough for the newest alone.
    await a.office.store.db.record.updateMany({ where: { type: plan.id }, data: { status: 'withdrawn' } })
    const { id } = await putPlan(a)
    return JSON.stringify(await readHome(a.office, a.actor)).includes(id)
  },
  postRank: (a) => postRank(a.office, a.actor, { platform, deliveryId: newId(a.office.clock.now()) }),
  decideDuty: async (a) => {
    const dutyId = await putDuty(a)
    return decideDuty(a.office, a.actor, { dutyId, decision: 'excuse', reason: '培训', platform })
  },
  listSessions: async (a) => {
    const id = await putSession(a)
    const { own, people } = await listSessions(a.office, a.actor, { token: '', page: 1 })
    return (
      own.some((s) => s.id === id) || people?.rows.some((p) => p.personId === a.subject.personId) === true
    )
  },
  endSessions: async (a) => {
    const session = await putSession(a)
    const { personId } = a.subject
    const isOwn = personId === a.actor.personId
    return endSessions(a.office, a.actor, isOwn ? { session } : { personId })
  },
  setPlain: (a) => setPlain(a.office, a.actor, platform, false),
  findTyped: async (a) => {
    await a.office.store.db.offer.deleteMany()
    const press = { do: 'show', recordId: 'R1' } as const
    const { sections } = await plainCard(a.office, a.subject, platform, {
      title: '卡片',
      buttons: [{ label: '打开', press }],
    })
    const [, code] = /#(\d{2})/.exec(sections?.[0]?.text ?? '') ?? []
    return (await findTyped(a.office, a.actor, platform, Number(code))) !== undefined
  },
  showSubject: async (a) => {
    const { records } = await showSubject(a.office, a.actor, { ...(await putPatient(a)), withValues: true })
    return records.length > 0
  },
  forgetSubject: async (a) => {
    const { forgotten } = await forgetSubject(a.office, a.actor, await putPatient(a))
    return forgotten.length > 0
  },
  importPeople: (a) => {
    const file = {
      name: 'people.csv',
      bytes: bytes('姓名,邮箱,团队\n方晴,fang.qing@fieldpost.example,南湾一组'),
    }
    return importPeople(a.office, a.actor, { file, isDryRun: true })
  },
  importCustomers: (a) => {
    const file = { name: 'customers.csv', bytes: bytes('名称,类别\n康民诊所,诊所') }
    return importCustomers(a.office, a.actor, { file, isDryRun: true })
  },
  linkPerson: async (a) => {
    return linkPerson(a.office, a.actor, { ...(await putAccount(a)), personId: a.subject.personId })
  },
  findLinked: (a) =>
    findLinked(a.office, a.actor, { platform, workspace: 'T0FIELD001', platformUserId: 'U0REP' }),
  linkNamesakes: (a) => {
    const seen = 'none of what is there'
    return linkNamesakes(a.office, a.actor, { platform, workspace: 'T0FIELD001', seen })
  },
  requeueMessage: async (a) => {
    return requeueMessage(a.office, a.actor, { outboxId: await putDeadMessage(a) })
  },
}

const filing: FormPurpose = { kind: 'file', type: plan.id, periodKey: '2026-W48' }
