import { z } from 'zod'
import type { JsonObject } from '../../world/json.ts'
import { findUserId } from '../aibot/local-bot.ts'
import { type Department, type Member, ROOT_DEPARTMENT } from '../corp/model.ts'
import { descendantsOf, membersOfDepartment } from '../corp/people.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { check } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson, requireAgent } from './method.ts'

/** What an app created after 2022-06-20 sees: names and departments, no mobile, no e-mail. */
export const contactMethods: Record<string, ApiMethod> = {
  'user/get': { verb: 'GET', run: getUser },
  'user/simplelist': { verb: 'GET', run: listUsers },
  'department/list': {
    verb: 'GET',
    run: (wecom, call) => ({ department: pick(wecom, call).map(showDepartment) }),
  },
  'department/simplelist': {
    verb: 'GET',
    run: (wecom, call) => ({
      department_id: pick(wecom, call).map(({ id, parentId, order }) => ({ id, parentid: parentId, order })),
    }),
  },
  'batch/openuserid_to_userid': { verb: 'POST', run: openUserIds },
}

const MOST_OPEN_IDS = 1000
const openIds = z.strictObject({
  open_userid_list: z.array(z.string()).min(1).max(MOST_OPEN_IDS),
  source_agentid: z.int(),
})

/** Document 95884: the directory's ids for those that a smart bot was told. */
function openUserIds(wecom: LocalWecom, call: ApiCall) {
  const request = check(openIds, readJson(call))
  requireAgent(wecom, request.source_agentid)
  const found = request.open_userid_list.map((id) => ({
    open_userid: id,
    userid: findUserId(wecom.corp, id),
  }))
  return {
    userid_list: found.filter(({ userid }) => userid !== undefined),
    invalid_open_userid_list: found
      .filter(({ userid }) => userid === undefined)
      .map((each) => each.open_userid),
  }
}

function getUser(wecom: LocalWecom, { query }: ApiCall) {
  if (!query.userid) throw new WecomError(41009)
  const member = wecom.corp.members.get(query.userid)
  if (!member) throw new WecomError(60111, query.userid)
  if (!member.visible) throw new WecomError(60011, query.userid)
  const { userid, name, departments, isLeader } = member
  return {
    userid,
    name,
    department: departments,
    order: departments.map(() => 0),
    main_department: departments[0] ?? ROOT_DEPARTMENT,
    is_leader_in_dept: departments.map(() => (isLeader ? 1 : 0)),
    status: 1,
  }
}

function listUsers(wecom: LocalWecom, { query }: ApiCall) {
  const id = readDepartmentId(wecom, query.department_id)
  if (id === null) throw new WecomError(40058, 'department_id is missing')
  // fetch_child stands in the documents no longer and still works.
  const ids = query.fetch_child === '1' ? descendantsOf(wecom.corp, id) : [id]
  const found = new Set(ids.flatMap((each) => membersOfDepartment(wecom.corp, each)))
  return { userlist: [...found].filter(({ visible }) => visible).map(showListed) }
}

function showListed({ userid, name, departments }: Member): JsonObject {
  return { userid, name, department: departments }
}

function pick(wecom: LocalWecom, { query }: ApiCall): Department[] {
  const id = readDepartmentId(wecom, query.id)
  const wanted = new Set(descendantsOf(wecom.corp, id ?? ROOT_DEPARTMENT))
  return [...wecom.corp.departments.values()].filter((each) => wanted.has(each.id))
}

function showDepartment({ id, name, parentId, order }: Department): JsonObject {
  return { id, name, parentid: parentId, order }
}

/** @throws WecomError 60003 */
function readDepartmentId(wecom: LocalWecom, value: string | undefined): number | null {
  if (value === undefined || value === '') return null
  const id = Number(value)
  if (!wecom.corp.departments.has(id)) throw new WecomError(60003, value)
  return id
}
