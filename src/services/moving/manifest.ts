import { z } from 'zod'
import type { ColumnKind, Table } from '../../store/moving/table.ts'

export const manifestFile = 'manifest.json'
export const fileOf = (table: string): string => `${table}.jsonl`

/** What stands in the folder of an export beside one file of JSON Lines a table. */
export const manifest = z.strictObject({
  format: z.literal('fieldpost/1'),
  /** The newest migration that the database had. */
  migration: z.string(),
  madeAt: z.iso.datetime(),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.int().nonnegative(),
      /** Of the file's bytes. */
      sha256: z.string().regex(/^[\da-f]{64}$/),
      /** The last number that the table's own counter gave. */
      counter: z.int().positive().optional(),
    }),
  ),
})
export type Manifest = z.infer<typeof manifest>
export type ManifestTable = Manifest['tables'][number]

const cells: Record<ColumnKind, z.ZodType> = {
  text: z.string(),
  integer: z.int(),
  float: z.number(),
  bigint: z.string().regex(/^-?\d{1,19}$/),
  boolean: z.boolean(),
  instant: z.iso.datetime(),
  json: z.json(),
  bytes: z.base64(),
}

/** A line of the table's file: every column and no other. What may be empty is the database's to say. */
export const rowOf = ({ columns }: Table) =>
  z.strictObject(Object.fromEntries(columns.map(({ name, kind }) => [name, cells[kind].nullable()])))
