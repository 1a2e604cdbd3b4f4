import { logLine } from '../../src/services/activity/log-line.ts'
import { pressLine } from '../../src/services/activity/press-line.ts'
import { requeueMessage } from '../../src/services/delivery/requeue-message.ts'
import { decideDuty } from '../../src/services/duties/decide-duty.ts'
import { saveDraft } from '../../src/services/forms/drafts.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { searchOptions } from '../../src/services/forms/search-options.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { postRank } from '../../src/services/metrics/post-rank.ts'
import type { Office } from '../../src/services/office.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { compareVersions } from '../../src/services/reading/compare-versions.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { pressAction } from '../../src/services/records/press-action.ts'
import type { Services } from './services.ts'

/** The office's use-cases as this bot calls them. */
export function bindServices(office: Office): Services {
  return {
    resolveActor: (user) => resolveActor(office, user),
    openForm: (actor, wanted) => openForm(office, actor, wanted),
    saveDraft: (actor, input) => saveDraft(office, actor, input),
    submitForm: (actor, input) => submitForm(office, actor, input),
    pressAction: (actor, input) => pressAction(office, actor, input),
    describeRecord: (actor, input) => describeRecord(office, actor, input),
    compareVersions: (actor, input) => compareVersions(office, actor, input),
    searchOptions: (actor, input) => searchOptions(office, actor, input),
    issueLink: (actor, aim) => issueLink(office, actor, aim),
    logLine: (actor, input) => logLine(office, actor, input),
    pressLine: (actor, press, platform) => pressLine(office, actor, press, platform),
    postRank: (actor, input) => postRank(office, actor, input),
    decideDuty: (actor, { dutyId, decision }, { platform }) =>
      decideDuty(office, actor, { dutyId, decision, platform }),
    readHome: (actor, input) => readHome(office, actor, input),
    linkPerson: (actor, input) => linkPerson(office, actor, input),
    requeueMessage: (actor, input) => requeueMessage(office, actor, input),
  }
}
