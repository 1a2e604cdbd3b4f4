/**
 * The statements of a migration that code from before it may not survive: what it reads or writes is gone, renamed or
 * refused. What concerns a table that the migration itself makes does not count. Plain text is enough for what
 * `npm run db:new` writes; a statement that it does not know is found rather than let through.
 */
export function findContractions(sql: string): string[] {
  const statements = sql
    .replace(/--.*$/gm, '')
    .replace(/'(?:[^']|'')*'/g, "''")
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '')
  const made = new Set(
    statements.flatMap((statement) => /^CREATE (?:UNLOGGED )?TABLE "(\w+)"/.exec(statement)?.[1] ?? []),
  )
  return statements.filter((statement) => !isAddition(statement, made))
}

function isAddition(statement: string, made: ReadonlySet<string>): boolean {
  const table = /^(?:ALTER TABLE|CREATE UNIQUE INDEX "\w+" ON) "(\w+)"/.exec(statement)?.[1]
  // A table that takes another's name is no new one.
  if (table && made.has(table)) return !/\bRENAME\b/.test(statement)
  if (/^(?:CREATE (?:UNLOGGED )?TABLE|CREATE INDEX|UPDATE|INSERT INTO) /.test(statement)) return true
  const changes = /^ALTER TABLE "\w+" (.+)$/.exec(statement)?.[1]?.split(/, ?(?=ADD |DROP |ALTER |RENAME )/)
  return changes?.every(isWidening) ?? false
}

const isWidening = (change: string): boolean =>
  /^ADD COLUMN (?!.*\bNOT NULL\b)|^ADD COLUMN .*\bDEFAULT\b|^ALTER COLUMN "\w+" (?:DROP NOT NULL|SET DEFAULT)\b/.test(
    change,
  )
