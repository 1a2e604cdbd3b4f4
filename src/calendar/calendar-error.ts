type CalendarErrorCode =
  | 'invalid-day'
  | 'invalid-time'
  | 'invalid-period'
  | 'invalid-zone'
  | 'invalid-cron'
  | 'invalid-leave'
  | 'no-workday-in-reach'
  | 'holiday-data-missing'

/** Everything this room refuses. `message` is for logs; users are told by code and `detail`. */
export class CalendarError extends Error {
  override readonly name: string = 'CalendarError'
  readonly code: CalendarErrorCode
  readonly detail: string

  constructor(code: CalendarErrorCode, detail: string) {
    super(`${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

/** A day was asked for whose year has no public-holiday data. Guessing would nag people on a holiday. */
export class HolidayDataMissing extends CalendarError {
  override readonly name = 'HolidayDataMissing'
  readonly year: number

  constructor(year: number) {
    super('holiday-data-missing', `no public-holiday data for ${year}; add the year to the policy file`)
    this.year = year
  }
}

/** Whether a day lies where the calendar cannot count: in an unknown year, or behind years without a workday. */
export const isBeyondCalendar = (error: unknown): boolean =>
  error instanceof CalendarError &&
  (error.code === 'holiday-data-missing' || error.code === 'no-workday-in-reach')
