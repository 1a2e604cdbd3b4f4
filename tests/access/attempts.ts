import type { Actor } from '../../src/access/actor.ts'
import type { Values } from '../../src/fields/field.ts'
import type { FormPurpose } from '../../src/forms/form.ts'
import { getRecordType } from '../../src/records/registry.ts'
import { logIfActivity, logLine } from '../../src/services/activity/log-line.ts'
import { pressLine } from '../../src/services/activity/press-line.ts'
import { requeueMessage } from '../../src/services/delivery/requeue-message.ts'
import { decideDuty } from '../../src/services/duties/deciding/decide-duty.ts'
import { readDraft, saveDraft } from '../../src/services/forms/drafts.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { searchOptions } from '../../src/services/forms/search-options.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { importCustomers } from '../../src/services/importing/import-customers.ts'
import { importPeople } from '../../src/services/importing/import-people.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { postRank } from '../../src/services/metrics/post-rank.ts'
import { readMeter } from '../../src/services/metrics/read-meter.ts'
import type { Office } from '../../src/services/office.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
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
import { pressAction } from '../../src/services/records/press-action.ts'
import { newId } from '../../src/store/new-id.ts'
import { insertRecords, type StoredRecord, takeNumbers } from '../../src/store/records/records.ts'

/** Somebody tries a use-case on what belongs to `subject`. */
export interface Attempt {
  office: Office
  actor: Actor
  subject: Actor
}

/** False, or a refusal, is a no; anything else a yes. */
type Try = (attempt: Attempt) => Promise<unknown>

const platform = 'slack'
const bytes = (text: string) => new TextEncoder().encode(text)
const plan = getRecordType('weekly-plan')
const all = { filters: {}, page: 1, perPage: 1000 }

const putPlan = (a: Attempt) =>
  put(a, 'weekly-plan', { goals: '回访南湾一院', visits: [] }, { periodKey: '2026-W48' })

const putReferral = async (a: Attempt) => {
  const partner = await put(a, 'customer', { name: '康民诊所', kind: 'clinic', contacts: [] })
  const told = { department: '妇科', expectedOn: '2026-11-20', consentRef: 'C-1' }
  return put(a, 'referral', { partner: partner.id, ...told })
}

/** Every use-case, tried as each front end would; the right to it is all that may stand in the way. */
export const attempts: Readonly<Record<string, Try>> = {
  openForm: async (a) => openForm(a.office, a.actor, { kind: 'act', ...approvalOf(await putPlan(a)) }),
  submitForm: async (a) => {
    const purpose: FormPurpose = { kind: 'act', type: plan.id, ...approvalOf(await putPlan(a)) }
    return submitForm(a.office, a.actor, { purpose, answers: {}, submissionKey: 'x', platform })
  },
  changeRecord: async (a) =>
    changeRecord(a.office, a.actor, { ...approvalOf(await putPlan(a)), answers: {}, platform }),
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
  pressLine: async (a) => {
    const deliveryId = newId(a.office.clock.now())
    await logLine(a.office, a.subject, { text: '拜访南湾一院', deliveryId, platform })
    const draftKey = `line:${deliveryId}`
    return pressLine(a.office, a.actor, { do: 'discard-line', draftKey }, platform)
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
    const user = { platform, workspace: 'T0FIELD001', platformUserId: newId(a.office.clock.now()) }
    const at = a.office.clock.now()
    await a.office.store.db.identity.create({
      data: { ...user, displayName: '方晴', createdAt: at, updatedAt: at },
    })
    return linkPerson(a.office, a.actor, { ...user, personId: a.subject.personId })
  },
  requeueMessage: async (a) => {
    const at = a.office.clock.now()
    const told = { platform, target: `person:${a.subject.personId}`, card: { title: '卡片' } }
    const dead = await a.office.store.db.outbox.create({
      data: { ...told, dedupeKey: newId(at), state: 'dead', createdAt: at },
    })
    return requeueMessage(a.office, a.actor, { outboxId: String(dead.id) })
  },
}

const filing: FormPurpose = { kind: 'file', type: plan.id, periodKey: '2026-W48' }
const approvalOf = ({ id, revision }: StoredRecord) => ({ recordId: id, revision, action: 'approve' })

/** A record of the subject's, put there whatever their role. */
async function put(
  { office, subject }: Attempt,
  typeId: string,
  values: Values,
  { periodKey = null }: { periodKey?: string | null } = {},
): Promise<StoredRecord> {
  const type = getRecordType(typeId)
  const at = office.clock.now()
  const id = newId(at)
  const number = await office.store.transaction(async (tx) => {
    const [taken = ''] = await takeNumbers(tx, type.prefix, 2026, 1)
    const { personId: ownerId, teamId } = subject
    const keys = { periodKey, singleKey: null, submissionKey: null }
    const status = type.workflow.initial
    await insertRecords(office.store, tx, type, [
      { id, number: taken, status, ownerId, teamId, ...keys, at, values },
    ])
    return taken
  })
  const { personId: ownerId, teamId } = subject
  const stands = { status: type.workflow.initial, periodKey, revision: 1, createdAt: at, updatedAt: at }
  const rest = { statusAt: at, values, sealed: new Set<string>(), doneBy: {} }
  return { id, type: typeId, number, ownerId, teamId, ...stands, ...rest }
}

async function putDuty({ office, subject }: Attempt): Promise<string> {
  const id = newId(office.clock.now())
  const { personId, teamId } = subject
  const at = office.clock.now()
  await office.store.db.duty.deleteMany()
  await office.store.db.duty.create({
    data: {
      id,
      personId,
      teamId,
      kind: 'weekly-plan',
      periodKey: '2026-W47',
      dueAt: at,
      state: 'overdue',
      createdAt: at,
    },
  })
  return id
}
