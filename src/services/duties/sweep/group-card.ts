import type { Button, Card } from '../../../forms/card.ts'
import { showMoment } from '../../../i18n/show-day.ts'
import { speak } from '../../../i18n/translate.ts'
import { deadlineInForce } from '../../../policy/ladder.ts'
import {
  badgeOf,
  type DutyFace,
  type DutyReader,
  isOpen,
  nameOf,
  nameReviewed,
  type Occasion,
} from '../duty-card.ts'

/** Who reads a card about several duties. */
export type GroupReader = Omit<DutyReader, 'mayDecide'>

/** How many duties one card holds; a longer list is read by nobody. */
export const groupAtMost = 15

/**
 * Several duties of which the same came at the same moment, as one card: a line each, what is still open first, and
 * a button a line that opens it.
 */
export function buildGroupCard(
  faces: readonly DutyFace[],
  reader: GroupReader,
  occasion: Occasion | undefined,
): Card {
  const { language } = reader
  const t = speak(language)
  const inOrder = faces.toSorted(byPersonAndDeadline)
  const open = inOrder.filter(isOpen)
  const inShownOrder = [...open, ...inOrder.filter((face) => !isOpen(face))]
  const count = open.length
  const missed = inOrder.filter(({ duty }) => duty.state === 'missed').length
  const isEscalated = occasion === 'escalation' && count > 0
  return {
    title: [
      ...(count > 0 || missed === 0 ? [t(titleKeyOf(inOrder, reader, occasion), { count })] : []),
      ...(missed > 0 ? [t(count > 0 ? 'duties.group.alsoMissed' : 'duties.group.missed', { missed })] : []),
    ].join(''),
    sections: [
      ...(isEscalated ? [{ text: t('duties.escalated') }] : []),
      ...inShownOrder.map((face) => ({
        heading: headingOf(face, reader),
        text: stateOf(face, reader),
      })),
    ],
    ask: t('duties.group.ask'),
    buttons: inShownOrder.flatMap((face) => buttonOf(face, reader) ?? []),
  }
}

const byPersonAndDeadline = (a: DutyFace, b: DutyFace): number =>
  compare(a.holderName, b.holderName) ||
  deadlineInForce(a.duty).getTime() - deadlineInForce(b.duty).getTime() ||
  compare(a.duty.kind, b.duty.kind)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function stateOf(face: DutyFace, { language, zone }: GroupReader): string {
  const { duty } = face
  const due = `${speak(language)('duties.due')} ${showMoment(deadlineInForce(duty), language, zone)}`
  const reason = duty.state === 'excused' ? duty.excuseReason : null
  return [`${badgeOf(face, language).text} · ${due}`, ...(reason === null ? [] : [reason])].join('\n')
}

const headingOf = (face: DutyFace, { isHolder, seesNames, language }: GroupReader): string =>
  face.record
    ? `${face.record.ownerName} · ${nameReviewed(face, language)}`
    : isHolder || !seesNames
      ? nameOf(face, language)
      : `${face.holderName} · ${nameOf(face, language)}`

function titleKeyOf(faces: readonly DutyFace[], reader: GroupReader, occasion: Occasion | undefined) {
  const open = faces.filter(isOpen)
  const [first] = faces
  if (first?.record) return open.length === 0 ? 'duties.group.reviewed' : 'duties.group.review'
  if (open.length === 0) return 'duties.group.done'
  if (!reader.isHolder) return 'duties.group.watch'
  if (occasion === 'draft') return 'duties.group.draft'
  if (open.every(({ duty }) => duty.state === 'overdue')) return 'duties.group.overdue'
  return occasion === 'reminder' ? 'duties.group.reminder' : 'duties.group.open'
}

/** The owner writes it; whoever answers for them opens it, and decides there, as whoever a record waits for does. */
function buttonOf(face: DutyFace, reader: GroupReader): Button | undefined {
  const { duty, type, holderName } = face
  const t = speak(reader.language)
  const { label } = type.texts[reader.language]
  const line = headingOf(face, reader)
  if (face.record) {
    const { id: recordId, ownerName } = face.record
    const press = { do: 'show', recordId } as const
    const named = { label: t('duties.group.show', { what: line }), short: `${ownerName} ${label}` }
    return isOpen(face) ? { ...named, line, press } : undefined
  }
  if (reader.isHolder) {
    const press = { do: 'file', type: type.id, periodKey: duty.periodKey } as const
    return isOpen(face)
      ? { label: t('duties.group.write', { what: label }), line, tone: 'primary', press }
      : undefined
  }
  if (!isOpen(face) && duty.state !== 'missed') return undefined
  const what = reader.seesNames ? `${holderName} · ${label}` : label
  return {
    label: t('duties.group.show', { what }),
    short: reader.seesNames ? `${holderName} ${label}` : label,
    line,
    press: { do: 'duty', dutyId: duty.id, decision: 'show' },
  }
}
