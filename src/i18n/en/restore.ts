export const restore = {
  usage:
    'usage: npm run restore -- FILE.db, or npm run restore once other tools have restored the database [--lang zh-CN|en]',
  onlySqlite:
    'DATABASE_URL names PostgreSQL: restore it with its own tools, then npm run restore without a file.',
  missing: '{{backup}} is not there.',
  occupied:
    '{{file}} (or its -wal or -shm) is there and was left alone: it may hold what the copy lacks. Stop the product, move these files away, and call this again.',
  damaged: '{{backup}} is no whole database; nothing was restored. Take an older copy.',
  done: 'Restored. Messages that waited and will be looked for before they are sent: {{messages}}. Logins ended: {{sessions}}.',
  whole: 'Events: {{count}}, each linked to the one before; none changed, missing or moved.',
  broken: 'The chain of events is broken: npm run audit -- verify says where.',
  next: 'Now: npm run doctor, npm run job -- purge, start the product, and tell people from when on to file anew.',
} as const
