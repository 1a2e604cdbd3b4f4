/** As the Prisma adapter writes instants on SQLite: text that sorts by time. */
export function toSqliteInstant(date: Date): string {
  return date.toISOString().replace('Z', '+00:00')
}
