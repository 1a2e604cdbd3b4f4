import { describe, expect, it } from 'vitest'
import { isContracting } from '../../src/store/migrate.ts'
import { migrationsDir, readMigrations } from '../../src/store/migrations.ts'
import { findContractions } from '../support/find-contractions.ts'

/** From before the rule. */
const older = ['20261122143810_offer_series']

describe.each(['sqlite', 'postgresql'] as const)('migrations of %s', (provider) => {
  it.each(readMigrations(migrationsDir(provider)))(
    '$name only adds, or says in its name that it does not',
    ({ name, sql }) => {
      if (older.includes(name)) return
      expect(findContractions(sql).length > 0).toBe(isContracting(name))
    },
  )
})

describe('what older code may not survive', () => {
  it.each([
    'DROP TABLE "Turn";',
    'ALTER TABLE "Offer" DROP COLUMN "code";',
    'ALTER TABLE "Offer" RENAME COLUMN "code" TO "number";',
    'ALTER TABLE "Offer" RENAME TO "Proposal";',
    'ALTER TABLE "Offer" ADD COLUMN "code" TEXT NOT NULL;',
    'ALTER TABLE "Offer" ADD COLUMN "a" TEXT,\nADD COLUMN "b" INTEGER NOT NULL;',
    'ALTER TABLE "Offer" ALTER COLUMN "code" SET NOT NULL;',
    'ALTER TABLE "Offer" ALTER COLUMN "code" DROP DEFAULT;',
    'ALTER TABLE "Offer" ALTER COLUMN "code" SET DATA TYPE INTEGER;',
    'ALTER TABLE "Offer" DROP CONSTRAINT "Offer_pkey";',
    'ALTER TABLE "Offer" ADD CONSTRAINT "x" CHECK ("code" > 0);',
    'CREATE UNIQUE INDEX "Offer_code_key" ON "Offer"("code");',
    'CREATE TABLE "new_Offer" ("id" INTEGER); DROP TABLE "Offer"; ALTER TABLE "new_Offer" RENAME TO "Offer";',
    'CREATE TRIGGER "t" BEFORE INSERT ON "Offer" BEGIN SELECT 1; END;',
  ])('is found: %s', (sql) => {
    expect(findContractions(sql)).not.toEqual([])
  })

  it.each([
    'CREATE TABLE "Visit" ("key" TEXT NOT NULL);\nCREATE UNIQUE INDEX "Visit_key" ON "Visit"("key");',
    'CREATE TABLE "Visit" ("key" TEXT);\nALTER TABLE "Visit" ADD CONSTRAINT "v" FOREIGN KEY ("key") REFERENCES "Offer"("id");',
    '-- DROP TABLE "Turn";\nALTER TABLE "Offer" ADD COLUMN "series" TEXT NOT NULL DEFAULT \'code\', ADD COLUMN "x" TEXT;',
    'CREATE INDEX "Offer_code_idx" ON "Offer"("code");',
    'ALTER TABLE "Offer" ALTER COLUMN "code" DROP NOT NULL;',
    'UPDATE "Offer" SET "series" = \'DROP TABLE\';',
  ])('is nothing of: %s', (sql) => {
    expect(findContractions(sql)).toEqual([])
  })
})
