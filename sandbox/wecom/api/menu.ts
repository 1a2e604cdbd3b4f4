import type { LocalWecom } from '../local-wecom.ts'
import { menuSchema } from '../validation/menu.ts'
import { check } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { type ApiCall, type ApiMethod, readJson, requireAgent } from './method.ts'

export const menuMethods: Record<string, ApiMethod> = {
  'menu/create': { verb: 'POST', run: createMenu },
  'menu/get': { verb: 'GET', run: getMenu },
}

/** Document 90231. */
function createMenu(wecom: LocalWecom, call: ApiCall) {
  requireAgent(wecom, Number(call.query.agentid))
  wecom.app.menu = check(menuSchema, readJson(call), 40054)
  wecom.changes.emit('wecom-app')
  return {}
}

function getMenu(wecom: LocalWecom, call: ApiCall) {
  requireAgent(wecom, Number(call.query.agentid))
  if (!wecom.app.menu) throw new WecomError(46003)
  return { ...wecom.app.menu }
}
