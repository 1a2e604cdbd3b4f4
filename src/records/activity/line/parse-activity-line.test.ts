import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CustomerName } from './activity-line-reading.ts'
import { parseActivityLine } from './parse-activity-line.ts'

const readRows = (file: string) =>
  readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((row) => row !== '')
    .map((row) => row.split('\t'))

const customers: CustomerName[] = readRows('customers.tsv').map(([name = '', aliases = '', kind = '', contacts = ''], at) => ({
  id: `c${at}`,
  name,
  aliases: aliases.split(','),
  kind,
  contacts: contacts.split(',').map((contact) => {
    const [person = '', title] = contact.split(' ')
    return { name: person, title }
  }),
}))
const nameOf = new Map(customers.map(({ id, name }) => [id, name]))

const REFERENCE = '2026-11-18T08:00:00Z'

/** A reading in the columns of the fixtures: values of several activities joined by ; unless all are equal. */
function summarise(text: string, now = REFERENCE) {
  const { activities, asks, sharedMinutes } = parseActivityLine(text, { now: new Date(now), zone: 'Asia/Shanghai', customers })
  const join = (values: (string | undefined)[]) => {
    const said = values.filter((value) => value !== undefined)
    return new Set(said).size === 1 ? (said[0] ?? '') : said.join(';')
  }
  return {
    kind: join(activities.map(({ kind }) => kind)),
    customer: activities
      .flatMap(({ customer, asks: own }) => (customer && (customer.id || !own.includes('customer')) ? [customer] : []))
      .map((customer) => (customer.id ? nameOf.get(customer.id) : customer.typed))
      .join(';'),
    contact: join(activities.map(({ contact }) => contact)),
    minutes: String(sharedMinutes ?? '') || join(activities.map(({ minutes }) => minutes?.toString())),
    day: join(activities.map(({ day }) => day)),
    ask: asks.join(';'),
  }
}

describe.each(['activity-lines.tsv', 'colleague-lines.tsv', 'unseen-lines.tsv', 'unseen-lines-2.tsv'])('the lines of %s', (file) => {
  it.each(readRows(file))('%s', (text = '', kind = '', customer = '', contact = '', minutes = '', day = '', ask = '', now = '') => {
    expect(summarise(text, now || REFERENCE)).toEqual({ kind, customer, contact, minutes, day, ask })
  })
})
