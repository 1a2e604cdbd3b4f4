/** Calm colours on white; text colours keep a contrast of at least 4.5 : 1. */
export const INK = '#1f2937'
export const INK_SOFT = '#5b6675'
export const PAPER = '#ffffff'
export const BAND = '#f3f5f8'
export const HAIRLINE = '#e3e8ee'
export const TRACK = '#e8edf3'

export const REACHED = '#1f7a5c'
export const UNDERWAY = '#6b8fb5'

export const MEDALS = [
  { disc: '#e6b33e', ribbon: '#c99523', ink: '#4a3608' },
  { disc: '#b8c2cd', ribbon: '#98a5b3', ink: '#2f3945' },
  { disc: '#cf9263', ribbon: '#b27648', ink: '#47260d' },
] as const

/** Told apart by lightness as well as by hue; every state has a shape of its own besides. */
export const FILED = '#3f78a8'
export const LATE = '#f0b840'
export const LATE_PALE = '#fdf0cf'
export const EXCUSED = '#7d8896'
export const MISSED = '#b8443a'
export const NO_DUTY = '#c3ccd6'
export const WEEK_LINE = '#b4bfcb'
