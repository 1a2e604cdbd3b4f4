import type { Button, Card } from '../../forms/card.ts'
import { showMoment } from '../../i18n/show-day.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import { deadlineInForce } from '../../policy/ladder.ts'
import type { Rung } from '../../policy/schema-duties.ts'
import { isDecided } from '../../records/absence/index.ts'
import type { RecordType } from '../../records/record-type.ts'
import { type DutyRow, type DutyState, isOpenDuty } from '../../store/duties/duties.ts'
import { periodLabel } from '../records/period-label.ts'
import { confirmOf } from '../records/record-card.ts'
import { readSubject, type StepId } from './duty-subject.ts'
import type { WaitingRecord } from './sweep/brief-page.ts'

/** A duty with what its card names; the card shows its present state, whatever gave cause to send it. */
export interface DutyFace {
  duty: Pick<
    DutyRow,
    'id' | 'kind' | 'periodKey' | 'dueAt' | 'extendedTo' | 'state' | 'personId' | 'teamId' | 'excuseReason'
  >
  /** What is to be filed, or the type of the record that waits. */
  type: RecordType
  holderName: string
  /** What waits: of reviews and steps. */
  record?: WaitingRecord
  /** What was proposed because of it. */
  absence?: { number: string; status: string }
}

export interface DutyReader {
  language: Language
  zone: string
  /** The one who owes. */
  isHolder: boolean
  mayDecide: boolean
  /** Whether it may say whose duty it is. */
  seesNames: boolean
}

/** What a card is sent for; without one it only says how things stand. */
export type Occasion = Rung['message'] | 'nudge'

const tones = {
  pending: 'neutral',
  overdue: 'warning',
  filed: 'good',
  late: 'good',
  missed: 'bad',
  excused: 'neutral',
  cancelled: 'neutral',
} as const satisfies Record<DutyState, NonNullable<Card['badge']>['tone']>

export function buildDutyCard(face: DutyFace, reader: DutyReader, occasion?: Occasion): Card {
  const subject = readSubject(face.duty.kind)
  if (subject.of === 'filing') {
    return reader.isHolder ? buildOwnCard(face, reader, occasion) : buildWatchCard(face, reader, occasion)
  }
  return subject.of === 'review' ? buildReviewCard(face, reader) : buildStepCard(face, reader, subject.step)
}

/** What a duty is called: its record type's label and the period. */
export function nameOf({ duty, type, record }: DutyFace, language: Language): string {
  const { label, options } = type.texts[language]
  // Two proposals about one week are told apart by what is missing.
  const about = record?.dutyKind && options?.dutyKind?.[record.dutyKind]
  return `${label}${about ? ` · ${about}` : ''} ${periodLabel(duty.periodKey, language)}`
}

/** The same of a record that waits for an answer: by its number where it is for no period. */
export const nameReviewed = (face: DutyFace, language: Language): string =>
  face.type.period
    ? nameOf(face, language)
    : `${face.type.texts[language].label} ${face.record?.number ?? ''}`

export const isOpen = ({ duty }: DutyFace): boolean => isOpenDuty(duty)

function buildOwnCard(face: DutyFace, reader: DutyReader, occasion: Occasion | undefined): Card {
  const t = speak(reader.language)
  const what = nameOf(face, reader.language)
  const title = () => {
    if (!isOpen(face)) return what
    if (occasion === 'draft') return t('duties.draftTitle', { what })
    if (occasion === 'nudge') return t('duties.nudgeTitle', { what })
    if (face.duty.state === 'overdue') return t('duties.overdueTitle', { what })
    return t(occasion === 'reminder' ? 'duties.reminderTitle' : 'duties.openTitle', { what })
  }
  const { type, duty } = face
  return {
    title: title(),
    badge: badgeOf(face, reader.language),
    facts: deadlineFacts(face, reader),
    ...reasonOf(face, reader.language),
    ...(isOpen(face)
      ? {
          buttons: [
            {
              label: t('duties.write'),
              tone: 'primary',
              press: { do: 'file', type: type.id, periodKey: duty.periodKey },
            },
          ],
        }
      : {}),
  }
}

function buildWatchCard(face: DutyFace, reader: DutyReader, occasion: Occasion | undefined): Card {
  const t = speak(reader.language)
  const what = nameOf(face, reader.language)
  const name = face.holderName
  const title = () => {
    if (reader.seesNames)
      return t(isOpen(face) ? 'duties.watchTitle' : 'duties.watchClosedTitle', { name, what })
    return t(isOpen(face) ? 'duties.watchTitleUnnamed' : 'duties.watchClosedTitleUnnamed', { what })
  }
  // What is over can still be put right: a missed one reopened, an excused one not.
  const isOver = face.absence !== undefined && isDecided(face.absence)
  const isDecidable = reader.mayDecide && !isOver && (isOpen(face) || face.duty.state === 'missed')
  const hint = isOver
    ? t('duties.absenceDecided', { number: face.absence?.number ?? '' })
    : isDecidable
      ? t(isOpen(face) ? 'duties.decideHint' : 'duties.decideMissedHint')
      : ''
  const escalated = isOpen(face) && occasion === 'escalation' ? t('duties.escalated') : ''
  const text = [escalated, hint].filter((part) => part !== '').join('\n')
  return {
    title: title(),
    badge: badgeOf(face, reader.language),
    facts: [
      ...(reader.seesNames ? [{ label: t('duties.owner'), value: name }] : []),
      ...deadlineFacts(face, reader),
    ],
    ...(text === '' ? reasonOf(face, reader.language) : { sections: [{ text }] }),
    ...(isDecidable ? { buttons: decisionsOn(face, reader.language) } : {}),
  }
}

function decisionsOn(face: DutyFace, language: Language): Button[] {
  const { duty } = face
  const t = speak(language)
  const decide = (decision: 'extend' | 'excuse' | 'nudge', more: Partial<Button> = {}): Button => ({
    label: t(`duties.${decision}`),
    ...more,
    press: { do: 'duty', dutyId: duty.id, decision },
  })
  // Where it is asked may be far from the card.
  const whose = t('duties.watchClosedTitle', { name: face.holderName, what: nameOf(face, language) })
  const extend = decide('extend', { confirm: t('duties.extendConfirm', { whose }) })
  const excuse = decide('excuse', { asks: t('duties.excuseWhy') })
  // The mildest first: most who are late need a word, not a new deadline.
  return duty.state === 'missed' ? [extend, excuse] : [decide('nudge', { tone: 'primary' }), extend, excuse]
}

function buildReviewCard(face: DutyFace, reader: DutyReader): Card {
  const t = speak(reader.language)
  const { record } = face
  const what = nameReviewed(face, reader.language)
  const name = record?.ownerName ?? ''
  const title = () => {
    if (!isOpen(face)) return t('duties.reviewClosedTitle', { name, what })
    return reader.isHolder
      ? t('duties.reviewTitle', { name, what })
      : t('duties.reviewEscalatedTitle', { name, what, holder: face.holderName })
  }
  return {
    title: title(),
    badge: badgeOf(face, reader.language),
    facts: deadlineFacts(face, reader),
    ...showButton(face, reader.language),
  }
}

/** What a step's owner can press right away. */
const stepActions: Record<StepId, readonly string[]> = {
  identity: ['identify'],
  arrival: ['confirm-arrival', 'no-show'],
  cost: ['enter-cost'],
  confirmation: ['confirm-cost', 'reject-cost'],
}

function buildStepCard(face: DutyFace, reader: DutyReader, step: StepId): Card {
  const t = speak(reader.language)
  const { record, type } = face
  const title = t(`duties.step.${step}`, { number: record?.number ?? '' })
  const texts = type.texts[reader.language]
  const buttons = (record && reader.isHolder && isOpen(face) ? stepActions[step] : []).map(
    (action): Button => ({
      label: texts.actions[action] ?? action,
      ...(type.workflow.actions[action]?.tone === 'primary' ? { tone: 'primary' } : {}),
      ...(record ? confirmOf(type, action, reader.language, record) : {}),
      press: { do: 'act', recordId: record?.id ?? '', revision: record?.revision ?? 0, action },
    }),
  )
  const show = showButton(face, reader.language)
  return {
    title:
      reader.isHolder || !isOpen(face)
        ? title
        : t('duties.stepEscalatedTitle', { title, holder: face.holderName }),
    badge: badgeOf(face, reader.language),
    facts: deadlineFacts(face, reader),
    ...(isOpen(face) ? { sections: [{ text: t(`duties.stepHint.${step}`) }] } : {}),
    buttons: [...buttons, ...(show.buttons ?? [])],
  }
}

function showButton({ record }: DutyFace, language: Language): { buttons?: Button[] } {
  if (!record) return {}
  return { buttons: [{ label: speak(language)('duties.show'), press: { do: 'show', recordId: record.id } }] }
}

export function badgeOf({ duty }: DutyFace, language: Language): NonNullable<Card['badge']> {
  const state = duty.state as DutyState
  const isTask = readSubject(duty.kind).of !== 'filing'
  const t = speak(language)
  return { text: t(isTask ? `duties.taskState.${state}` : `duties.state.${state}`), tone: tones[state] }
}

/** The deadline on the reader's own clock. */
function deadlineFacts({ duty }: DutyFace, { language, zone }: DutyReader) {
  const t = speak(language)
  const isExtended = deadlineInForce(duty) > duty.dueAt
  return [
    { label: t('duties.due'), value: showMoment(duty.dueAt, language, zone) },
    ...(isExtended && duty.extendedTo
      ? [{ label: t('duties.extendedTo'), value: showMoment(duty.extendedTo, language, zone) }]
      : []),
  ]
}

function reasonOf(
  { duty }: DutyFace,
  language: Language,
): { sections?: { heading: string; text: string }[] } {
  if (duty.state !== 'excused' || duty.excuseReason === null) return {}
  return { sections: [{ heading: speak(language)('duties.reason'), text: duty.excuseReason }] }
}
