import type { HomeSection } from '../../forms/home.ts'
import { speak } from '../../i18n/translate.ts'
import { getRecordType, recordTypes } from '../../records/registry.ts'
import { findEdit, returnedStates } from '../../workflow/workflow.ts'
import { noteIn } from '../records/last-note.ts'
import { periodLabel } from '../records/period-label.ts'
import { type HomeParts, pageOf } from './pages.ts'

const id = 'returned'

/** Where a record of any type was given back, and the events that say so. */
const places = recordTypes.flatMap(({ id: type, workflow }) => {
  const states = returnedStates(workflow)
  return states.length > 0 ? [{ type, status: { in: states } }] : []
})
const returns = recordTypes.flatMap(({ workflow }) =>
  Object.entries(workflow.actions).flatMap(([action, { to }]) =>
    returnedStates(workflow).includes(to) ? [`record.act.${action}`] : [],
  ),
)

/** The actor's own records that were sent back, the newest first, each with the reason it was given. */
export async function returnedSection({ office, actor, pages }: HomeParts): Promise<HomeSection | undefined> {
  const { db } = office.store
  const t = speak(actor.language)
  const where = { ownerId: actor.personId, OR: places }
  const count = await db.record.count({ where })
  if (count === 0) return undefined
  const { take, skip, shown } = pageOf(pages, id, count)
  const records = await db.record.findMany({
    where,
    orderBy: [{ statusAt: 'desc' }, { id: 'desc' }],
    take,
    skip,
  })
  const events = await db.event.findMany({
    where: { recordId: { in: records.map((record) => record.id) }, kind: { in: [...new Set(returns)] } },
    orderBy: { seq: 'asc' },
    select: { recordId: true, diff: true },
  })
  // Of several returns the last one counts, and it comes last.
  const reasons = new Map(events.map((event) => [event.recordId, noteIn(event.diff)]))
  return {
    id,
    heading: t('home.returned'),
    items: records.map((record) => {
      const type = getRecordType(record.type)
      const period =
        record.periodKey && type.period ? ` · ${periodLabel(record.periodKey, actor.language)}` : ''
      const reason = reasons.get(record.id)
      const action = findEdit(type.workflow, record.status)
      return {
        title: `${type.texts[actor.language].label} ${record.number}${period}`,
        ...(reason ? { detail: reason } : {}),
        ...(action
          ? {
              buttons: [
                {
                  label: t('home.mend'),
                  short: `${t('home.mend')} ${type.texts[actor.language].label}`,
                  tone: 'primary',
                  press: { do: 'act', recordId: record.id, revision: record.revision, action },
                },
              ],
            }
          : {}),
      }
    }),
    ...shown,
  }
}
