import { readFileSync } from 'node:fs'
import type { CustomerName } from '../../src/records/activity/line/activity-line-reading.ts'

/** The rows of a table beside the reading of lines, without its heading, in cells. */
export const readRows = (file: string): string[][] =>
  readFileSync(new URL(`../../src/records/activity/line/fixtures/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((row) => row !== '')
    .map((row) => row.split('\t'))

/** Whom the company of those tables knows. */
export const customers: readonly CustomerName[] = readRows('customers.tsv').map(
  ([name = '', aliases = '', kind = '', contacts = ''], at) => ({
    id: `c${at}`,
    name,
    aliases: aliases.split(','),
    kind,
    contacts: contacts.split(',').map((contact) => {
      const [person = '', title] = contact.split(' ')
      return { name: person, title }
    }),
  }),
)

export const nameOf = (id: string | undefined) => customers.find((customer) => customer.id === id)?.name ?? ''
