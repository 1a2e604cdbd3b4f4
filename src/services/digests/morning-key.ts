/** Of the message that lays the day before somebody, once a day on their own clock. */
export const morningKey = ({ personId, day }: { personId: string; day: string }): string =>
  `morning:${personId}:${day}`
