import { describe, expect, it } from 'vitest'
import { defaultPolicy, defaultYaml } from '../../tests/support/default-policy.ts'
import { parsePolicy } from './parse-policy.ts'

const file = defaultYaml()

/** The default file with one text replaced by another; the first must be there. */
function changed(from: string, to: string, text = file): string {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}

function problemsOf(yaml: string): string[] {
  return parsePolicy(yaml).problems.map(({ path, code, params }) =>
    `${path} ${code} ${params.value ?? ''}`.trim(),
  )
}

describe('the default policy', () => {
  const { policy } = defaultPolicy()

  it('holds the values of the handbooks', () => {
    expect(policy.quotas.dailyActivity).toEqual({ newVisits: 2, oldVisits: 3, calls: 4 })
    expect(policy.quotas.fieldDaysPerYear).toBe(240)
    expect(policy.quotas.referrals).toMatchObject({ perMonth: 4, perMissing: -20_000n, perExtra: 10_000n })
    expect(policy.rates).toMatchObject({
      activityCommission: { ofSpend: 600 },
      outsideCollaboratorFee: 2_000,
    })
    expect(policy.workingHours.fieldStart).toBe(9 * 60)
    expect(policy.privacy.secureLinkMinutes).toBe(10)
  })

  it('has the ladder that users were promised', () => {
    expect(policy.ladder.map(({ at, onlyIf, to, names }) => [at.unit, at.count, onlyIf, to, names])).toEqual([
      ['hours', -24, 'not-filed', 'owner', false],
      ['hours', -2, 'not-started', 'owner', false],
      ['hours', 0, 'not-filed', 'owner', false],
      ['workingHours', 4, 'not-filed', 'channel', false],
      ['workdays', 1, 'not-filed', 'supervisor', true],
      ['workdays', 2, 'not-filed', 'department-head', true],
      ['periodClose', 0, 'not-filed', 'decider', true],
    ])
  })

  it('keeps what the law forbids shut', () => {
    expect(Object.values(policy.compliance.gates).map((gate) => gate.open)).toEqual([false, false])
  })

  it('cites the mission for the values that come from it', () => {
    for (const row of [
      '1.2',
      '1.18',
      '1.28',
      '1.38',
      '1.45',
      '1.49',
      '1.50',
      '1.51',
      '1.52',
      '1.53',
      '1.54',
    ]) {
      expect(file).toMatch(new RegExp(`#.*\\b${row.replace('.', '\\.')}\\b`))
    }
  })
})

describe('parsePolicy', () => {
  it('reports everything that is wrong at once, in the order of the file', () => {
    const broken = [
      ['effectiveFrom: 2026-01-01', 'effectiveFrom: 2026-02-30'],
      ['overrides: {}', 'overrides: { 2026-02-30: half, 2026-12-31: hlf }'],
      ['graceMinutes: 15', 'graceMinuts: 15'],
      ["weight: '40%'", "weight: '41%'"],
      ["'-200.00'", '-200.00'],
      ['secureLinkMinutes: 10', 'secureLinkMinutes: 1000'],
      ["cron: '5 * * * *'", "cron: '5 * * *'"],
    ].reduce((text, [from, to]) => changed(from ?? '', to ?? '', text), file)
    expect(problemsOf(broken)).toEqual([
      'effectiveFrom bad-day 2026-02-30',
      'calendar.overrides.2026-02-30 bad-day 2026-02-30',
      'calendar.overrides.2026-12-31 not-a-choice hlf',
      'duties.weekly-plan.graceMinutes missing',
      'duties.weekly-plan.graceMinuts unknown-key graceMinuts',
      'quotas.referrals.perMissing wrong-type -200',
      expect.stringMatching(/^kpi\.weights sum-not-100/),
      'privacy.secureLinkMinutes too-big 1000',
      'jobs.make-duties.cron bad-cron 5 * * *',
    ])
  })

  it('names line, column, value and allowed range', () => {
    const [problem] = parsePolicy(changed('secureLinkMinutes: 10', 'secureLinkMinutes: 1000')).problems
    const line = file.split('\n').findIndex((text) => text.includes('secureLinkMinutes')) + 1
    expect(problem).toEqual({
      path: 'privacy.secureLinkMinutes',
      line,
      column: 22,
      code: 'too-big',
      params: { value: '1000', expected: '1 to 60' },
      message: `line ${line}:22 · privacy.secureLinkMinutes · too-big (1000) · allowed: 1 to 60`,
    })
  })

  it.each([
    ['leaderboard: {', 'leaderbord: {', 'leaderbord', 'leaderboard'],
    ['  purge: {', '  prge: {', 'jobs.prge', 'purge'],
    ['to: supervisor, message', 'to: supervisr, message', 'ladder[4].to', 'supervisor'],
    ['country: CN', 'county: CN', 'calendar.county', 'country'],
  ])('suggests the nearest name for %j → %j', (from, to, path, suggestion) => {
    const problem = parsePolicy(changed(from, to)).problems.find((found) => found.path === path)
    expect(problem?.params.suggestion).toBe(suggestion)
  })

  it('suggests nothing where nothing is near', () => {
    const [problem] = parsePolicy(`${file}\nzzzzzzzzzzzz: 1\n`).problems
    expect(problem).toMatchObject({ code: 'unknown-key', path: 'zzzzzzzzzzzz' })
    expect(problem?.params.suggestion).toBeUndefined()
  })

  it.each([
    ['at: { hours: -24 }', 'at: { hours: -24, workdays: 1 }', 'ladder[0].at', 'one-of'],
    ['at: { hours: -24 }', 'at: {}', 'ladder[0].at', 'one-of'],
    ['at: { hours: -24 }', 'at: { hours: -1 }', 'ladder[1].at', 'not-increasing'],
    ['at: { workdays: 1 }', 'at: { periodClose: true }', 'ladder[5].at', 'not-increasing'],
    ['id: reminder, at', 'id: draft, at', 'ladder[1].id', 'duplicate'],
    ['weekday: friday, at', 'dayOfPeriod: 5, weekday: friday, at', 'duties.weekly-plan.due', 'one-of'],
    [
      'in: same, at: 20:00',
      'in: same, weekday: friday, at: 20:00',
      'duties.daily-log.due.weekday',
      'only-for-weeks',
    ],
    [
      '{ workdaysBefore: 0, at: 09:00 }',
      '{ workdaysBefore: 0, at: 20:00 }',
      'duties.daily-log.opens.at',
      'opens-after-due',
    ],
    [
      '[09:00-12:00, 13:30-18:00]',
      '[09:00-14:00, 13:30-18:00]',
      'workingHours.intervals[1]',
      'not-increasing',
    ],
    ['[09:00-12:00, 13:30-18:00]', '[12:00-09:00]', 'workingHours.intervals[0]', 'bad-time-span'],
    ['morning: 08:30', 'morning: 07:30', 'prompts', 'not-increasing'],
    ['zone: Asia/Shanghai', 'zone: Asia/Nanwan', 'zone', 'bad-zone'],
    ['zone: Asia/Shanghai', 'zone: +08:00', 'zone', 'bad-zone'],
    ["share: '20%'", "share: '30%'", 'rates.activityCommission.split', 'sum-not-100'],
    ["deductionCap: '20%'", "deductionCap: '120%'", 'proposals.deductionCap', 'bad-percent'],
    ["'100.00'", "'100.001'", 'quotas.referrals.perExtra', 'bad-money'],
    ['weekend: [6, 7]', 'weekend: [0, 7]', 'calendar.weekend[0]', 'too-small'],
    ['perMonth: 4', 'perMonth: 4.5', 'quotas.referrals.perMonth', 'wrong-type'],
    [
      'catchUp: latest, offDays: run }',
      'catchUp: skip, catchUpWithinHours: 2, offDays: run }',
      'jobs.make-duties.catchUpWithinHours',
      'needs-catch-up',
    ],
    [
      'outbox: 90, jobRuns: 90 }',
      'outbox: 90, jobRuns: 90 }\n  mustKeepDays: { patientIdentity: 366 }',
      'privacy.mustKeepDays.patientIdentity',
      'longer-than-kept',
    ],
    ['  weekly-plan: #', '  Weekly Plan: #', 'duties.Weekly Plan', 'bad-format'],
  ])('refuses %j → %j', (from, to, path, code) => {
    expect(
      parsePolicy(changed(from, to)).problems.map((problem) => `${problem.path} ${problem.code}`),
    ).toContain(`${path} ${code}`)
  })

  it('opens a gate only with every paper and two people', () => {
    const opening = (people: string) =>
      changed(
        'open: false\n      # To open: opening: { legalOpinion',
        `open: true\n      opening:\n        legalOpinion: { reference: LO-7, signedBy: 顾问, validUntil: 2027-06-30 }\n        agreement: AG-3\n        releasedBy: ${people}\n      # { legalOpinion`,
      )
    expect(problemsOf(opening('[a@example.com, b@example.com]'))).toEqual([])
    expect(problemsOf(opening('[a@example.com, a@example.com]'))).toEqual([
      expect.stringContaining('releasedBy gate-needs-two'),
    ])
    expect(problemsOf(changed('open: false', 'open: true'))).toEqual([
      'compliance.gates.outside-collaborator-fee.open gate-needs-papers true',
    ])
  })

  it('places errors of YAML itself, double keys among them', () => {
    const [syntax] = parsePolicy('name: [one\nzone: x').problems
    expect(syntax).toMatchObject({ code: 'yaml-syntax', line: 2 })
    const [twice] = parsePolicy('name: a\nzone: x\nname: b').problems
    expect(twice).toMatchObject({ code: 'yaml-syntax', line: 3, column: 1 })
    expect(problemsOf('')).toEqual(['wrong-type null'])
    expect(problemsOf('hello')).toEqual(['wrong-type hello'])
  })

  it('gives the same hash to the same values, however they are written', () => {
    const { hash } = parsePolicy(file)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    const [first, second] = ['name: Default policy\n', 'effectiveFrom: 2026-01-01\n']
    const turned = changed(first + second, second + first)
    expect(parsePolicy(`# a comment\n${turned}`).hash).toBe(hash)
    expect(parsePolicy(changed('newVisits: 2', 'newVisits: 3')).hash).not.toBe(hash)
  })
})

it.each([
  ['    record: weekly-plan', '    record: weekly-paln', 'duties.weekly-plan.record', 'weekly-plan'],
  ['    record: activity', '    record: leave', 'duties.daily-log.record', 'activity'],
  ['  weekly-plan: #', '  weekly-plans: #', 'duties.weekly-plans', 'weekly-plan, daily-log'],
])('refuses what nobody could ever file: %s', (from, to, path, expected) => {
  const asked = {
    'weekly-plan': { record: 'weekly-plan', period: 'week' },
    'daily-log': { record: 'activity', period: 'day' },
  }
  const yaml = file.replace(/ {2}weekly-report:[\s\S]*? {2}daily-log:/, '  daily-log:').replace(from, to)
  const { problems } = parsePolicy(yaml, asked)
  const line = yaml.split('\n').findIndex((text) => text.startsWith(to)) + 1
  expect(problems.find((problem) => problem.path === path)).toMatchObject({ line, params: { expected } })
})

describe('channels', () => {
  const rules = {
    slack: () => undefined,
    wecom: (value: string) => (value.startsWith('group:') ? undefined : 'group:NAME'),
  }
  const problems = (from: string, to: string) =>
    parsePolicy(changed(from, to), undefined, rules).problems.map(({ message }) => message)

  it('are what their platform says they are', () => {
    expect(parsePolicy(file, undefined, rules).problems).toEqual([])
    expect(problems("wecom: 'group:南湾一组'", 'wecom: sales-nanwan')).toEqual([
      expect.stringMatching(
        /^line \d+:\d+ · channels\.nanwan\.wecom · bad-format \(sales-nanwan\) · allowed: group:NAME$/,
      ),
    ])
  })

  it('belong to platforms that there are', () => {
    expect(problems("wecom: 'group:南湾一组'", "wecon: 'group:南湾一组'")).toEqual([
      expect.stringMatching(/channels\.nanwan\.wecon .*allowed: slack, wecom · did you mean "wecom"\?$/),
    ])
  })

  it('of a policy that was kept are left alone, as nothing is checked without rules', () => {
    expect(parsePolicy(changed("wecom: 'group:南湾一组'", 'wecom: sales-nanwan')).problems).toEqual([])
  })
})
