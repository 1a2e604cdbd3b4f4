/**
 * A quota per workday over a number of workdays (a multiple of 0.5: half days count half).
 * Rounded to the nearest whole; an exact half is rounded down, in the person's favour. 3 a day over 4.5 days is 13.
 */
export function scaledQuota(perDay: number, workdays: number): number {
  return divideInFavour(perDay * halvesOf(workdays), 2)
}

/**
 * The part of a period's quota that falls on the workdays a person had, of those the period has; same rounding.
 * 4 a month with 20 of 22 workdays worked is 4; with 11 of 22 it is 2. No workday means no quota: 0.
 */
export function proratedQuota(perPeriod: number, workedDays: number, periodDays: number): number {
  if (periodDays === 0) return 0
  return divideInFavour(perPeriod * halvesOf(workedDays), halvesOf(periodDays))
}

function divideInFavour(amount: number, parts: number): number {
  const whole = Math.trunc(amount / parts)
  // All integers: comparing the doubled rest avoids a float such as 0.49999.
  return (amount % parts) * 2 > parts ? whole + 1 : whole
}

function halvesOf(days: number): number {
  const halves = days * 2
  if (!Number.isSafeInteger(halves) || halves < 0) throw new RangeError(`not a number of half days: ${days}`)
  return halves
}
