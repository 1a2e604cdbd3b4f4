import { z } from 'zod'
import { duty, ladder, role } from './schema-duties.ts'
import {
  cron,
  day,
  dayRecord,
  id,
  idRecord,
  money,
  percent,
  sumsToWhole,
  time,
  timeSpan,
  zone,
} from './schema-values.ts'

/** Every job with a schedule. Delivering the outbox is not one: it never stops. */
const JOB_IDS = [
  'make-duties',
  'climb-ladder',
  'post-warnings',
  'team-digest',
  'manager-digest',
  'leaderboard',
  'morning-dm',
  'close-period',
  'chase-referrals',
  'purge',
  'backup',
  'check-audit',
  'look-ahead',
  'watch',
] as const
export type JobId = (typeof JOB_IDS)[number]

const calendar = z.strictObject({
  country: z.enum(['CN', 'none']),
  weekend: z.array(z.int().min(1).max(7)).max(6),
  overrides: dayRecord(z.enum(['workday', 'holiday', 'half'])),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({ holidays: z.array(day), workdays: z.array(day) }),
  ),
})

const workingHours = z.strictObject({
  intervals: z
    .array(timeSpan)
    .min(1)
    .superRefine((spans, context) => {
      spans.forEach((span, index) => {
        const before = spans[index - 1]
        if (before === undefined || before.endMinutes <= span.startMinutes) return
        const params = { code: 'not-increasing', expected: 'intervals in order, without overlap' }
        context.addIssue({ code: 'custom', path: [index], message: 'not-increasing', params })
      })
    }),
  noon: time,
  fieldStart: time,
})

/** When people may be prompted, on their own clocks; `morning` is when their day is laid before them. */
const prompts = z
  .strictObject({ from: time, morning: time, until: time })
  .refine(({ from, morning, until }) => from <= morning && morning < until, {
    params: { code: 'not-increasing', expected: 'from, morning and until in that order' },
  })

const quotas = z.strictObject({
  dailyActivity: z.strictObject({
    newVisits: z.int().min(0).max(100),
    oldVisits: z.int().min(0).max(100),
    calls: z.int().min(0).max(500),
  }),
  fieldDaysPerYear: z.int().min(0).max(366),
  referrals: z.strictObject({
    perMonth: z.int().min(0).max(1_000),
    departments: z.array(z.string().min(1)),
    perMissing: money,
    perExtra: money,
    scaleByWorkdays: z.boolean(),
  }),
})

const kpi = z.strictObject({
  weights: z
    .array(z.strictObject({ formula: id, weight: percent, capAt: z.int().min(100).max(1_000) }))
    .min(1)
    .check(sumsToWhole((entry) => entry.weight)),
})

const leaderboard = z.strictObject({
  top: z.int().min(1).max(20),
  mostImproved: z.int().min(0).max(20),
  cadence: z.enum(['week', 'month']),
  groupByRole: z.boolean(),
})

const digests = z.strictObject({
  team: z.strictObject({ period: z.enum(['day', 'week']), detailsInThread: z.boolean(), names: z.boolean() }),
  manager: z.strictObject({ period: z.enum(['day', 'week']), heatmapWeeks: z.int().min(1).max(26) }),
})

const stepReminder = z.strictObject({
  afterWorkingHours: z.number().min(0).max(400),
  to: z.enum(['owner', 'supervisor', 'department-head']),
})

const referrals = z.strictObject({
  notify: z.array(role).min(1),
  duplicateWithinDays: z.int().min(1).max(3_650),
  steps: z
    .array(
      z.strictObject({
        id: z.enum(['identity', 'arrival', 'cost', 'confirmation']),
        owner: role,
        after: z.enum(['notice', 'expected-arrival', 'arrival', 'discharge', 'cost']),
        dueWorkingHours: z.number().min(0).max(400),
        reminders: z.array(stepReminder),
      }),
    )
    .min(1),
})

const reviews = z.strictObject({ dueWorkdays: z.int().min(0).max(30), ladder })

const outsideFeeGate = z.strictObject({
  open: z.boolean(),
  opening: z
    .strictObject({
      legalOpinion: z.strictObject({
        reference: z.string().min(1),
        signedBy: z.string().min(1),
        validUntil: day,
      }),
      agreement: z.string().min(1),
      releasedBy: z.array(z.string().min(1)).refine((people) => new Set(people).size >= 2, {
        params: { code: 'gate-needs-two', expected: 'two different people' },
      }),
    })
    .optional(),
})

const staffCommissionGate = z.strictObject({
  open: z.boolean(),
  opening: z.strictObject({ policySignedBy: z.string().min(1), policySignedOn: day }).optional(),
})

/** A gate that is open must show its papers; a closed one may keep them. */
function withPapers<Gate extends z.ZodType<{ open: boolean; opening?: unknown }>>(gate: Gate) {
  return gate.refine(({ open, opening }) => !open || opening !== undefined, {
    path: ['open'],
    params: { code: 'gate-needs-papers', expected: 'false, or true with every paper under opening' },
  })
}

const rates = z.strictObject({
  activityCommission: z.strictObject({
    ofSpend: percent,
    split: z
      .array(z.strictObject({ part: z.enum(['contact', 'executor', 'lecturer']), share: percent }))
      .min(1)
      .check(sumsToWhole((entry) => entry.share)),
  }),
  outsideCollaboratorFee: percent,
  basePay: idRecord(money),
})

const proposals = z.strictObject({
  absence: z.strictObject({
    decideWorkdays: z.int().min(1).max(60),
    appealDays: z.int().min(1).max(365),
  }),
  deductionCap: percent,
})

const privacy = z
  .strictObject({
    secureLinkMinutes: z.int().min(1).max(60),
    retentionDays: z.strictObject({
      patientIdentity: z.int().min(1).max(3_650),
      drafts: z.int().min(1).max(365),
      inbox: z.int().min(1).max(365),
      outbox: z.int().min(1).max(3_650),
      jobRuns: z.int().min(1).max(3_650),
    }),
    // What a law demands: until then a patient's request to be forgotten is refused (PIPL art. 47). Absent: at once.
    mustKeepDays: z.strictObject({ patientIdentity: z.int().min(1).max(3_650) }).optional(),
  })
  .refine(
    ({ retentionDays, mustKeepDays }) =>
      mustKeepDays === undefined || mustKeepDays.patientIdentity <= retentionDays.patientIdentity,
    {
      path: ['mustKeepDays', 'patientIdentity'],
      params: { code: 'longer-than-kept', expected: 'at most retentionDays.patientIdentity' },
    },
  )

/** When the administrators are told that something is wrong with the product itself. */
const alerts = z.strictObject({
  quietWorkingHours: z.int().min(1).max(100),
  inboxMinutes: z.int().min(1).max(10_000),
  outboxMinutes: z.int().min(1).max(10_000),
  jobLateMinutes: z.int().min(5).max(10_000),
  certificateDays: z.int().min(1).max(365),
})

const job = z
  .strictObject({
    cron,
    zone: zone.optional(),
    catchUp: z.enum(['all', 'latest', 'skip']),
    catchUpWithinHours: z.number().positive().max(8_784).optional(),
    offDays: z.enum(['run', 'skip', 'previous-workday', 'next-workday']),
  })
  .refine((value) => value.catchUp !== 'skip' || value.catchUpWithinHours === undefined, {
    path: ['catchUpWithinHours'],
    params: { code: 'needs-catch-up', expected: 'catchUp: all or latest' },
  })

const jobs = z.strictObject(
  Object.fromEntries(JOB_IDS.map((jobId) => [jobId, job])) as Record<JobId, typeof job>,
)

/**
 * The shape of a policy file, and nothing but the shape: every value stands in the file itself, so that the hash of a
 * version says all (a rung without `names` names nobody). Times become minutes after midnight, yuan integer fen,
 * percentages hundredths of a percent.
 */
export const policySchema = z.strictObject({
  name: z.string().min(1).max(80),
  effectiveFrom: day,
  zone,
  language: z.enum(['zh-CN', 'en']),
  calendar,
  workingHours,
  prompts,
  duties: idRecord(duty),
  ladder,
  reviews,
  quotas,
  kpi,
  leaderboard,
  digests,
  channels: idRecord(idRecord(z.string().min(1))),
  referrals,
  compliance: z.strictObject({
    gates: z.strictObject({
      'outside-collaborator-fee': withPapers(outsideFeeGate),
      'staff-referral-commission': withPapers(staffCommissionGate),
    }),
  }),
  rates,
  proposals,
  leave: z.strictObject({
    approvedBy: role,
    types: z.array(id).min(1),
    halfDays: z.boolean(),
  }),
  privacy,
  alerts,
  jobs,
})

export type Policy = z.output<typeof policySchema>
export type GateId = keyof Policy['compliance']['gates']
