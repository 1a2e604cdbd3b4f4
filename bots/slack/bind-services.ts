import { logIfActivity, logLine } from '../../src/services/activity/log-line.ts'
import { pressLine } from '../../src/services/activity/press-line.ts'
import { requeueMessage } from '../../src/services/delivery/requeue-message.ts'
import { decideDuty } from '../../src/services/duties/deciding/decide-duty.ts'
import { saveDraft } from '../../src/services/forms/drafts.ts'
import { offerNames } from '../../src/services/forms/mean-name.ts'
import { openForm } from '../../src/services/forms/open-form.ts'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { issueLink, linkMinutes } from '../../src/services/links/issue-link.ts'
import { postRank } from '../../src/services/metrics/post-rank.ts'
import type { Office } from '../../src/services/office.ts'
import { findLinked } from '../../src/services/people/find-linked.ts'
import { linkNamesakes } from '../../src/services/people/link-namesakes.ts'
import { linkPerson } from '../../src/services/people/link-person.ts'
import { resolveActor } from '../../src/services/people/resolve-actor.ts'
import { compareVersions } from '../../src/services/reading/compare-versions.ts'
import { describeRecord } from '../../src/services/records/describe-record.ts'
import { pressAction } from '../../src/services/records/press-action.ts'

/** The office's use-cases as this bot calls them. All throw AppErrors. */
export type Services = ReturnType<typeof bindServices>

export function bindServices(office: Office) {
  const bind =
    <Given extends unknown[], Result>(useCase: (office: Office, ...given: Given) => Result) =>
    (...given: Given): Result =>
      useCase(office, ...given)
  return {
    resolveActor: bind(resolveActor),
    openForm: bind(openForm),
    saveDraft: bind(saveDraft),
    submitForm: bind(submitForm),
    pressAction: bind(pressAction),
    describeRecord: bind(describeRecord),
    compareVersions: bind(compareVersions),
    offerNames: bind(offerNames),
    issueLink: bind(issueLink),
    linkMinutes: bind(linkMinutes),
    logLine: bind(logLine),
    logIfActivity: bind(logIfActivity),
    pressLine: bind(pressLine),
    postRank: bind(postRank),
    decideDuty: bind(decideDuty),
    readHome: bind(readHome),
    findLinked: bind(findLinked),
    linkPerson: bind(linkPerson),
    linkNamesakes: bind(linkNamesakes),
    requeueMessage: bind(requeueMessage),
  }
}
