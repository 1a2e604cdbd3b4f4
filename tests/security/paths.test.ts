import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { recordTypes } from '../../src/records/registry.ts'
import { exportFormats, exportRecords } from '../../src/services/reading/export-records.ts'
import { assetUrl } from '../../src/web/assets.ts'
import { type Browser, logIn, openPages } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'

/** Nothing that a person names is ever a file's name (ASVS 5.3). */
describe('a path', () => {
  const opened = useTestOffice('sqlite')
  let app: FastifyInstance
  let rep: Browser
  beforeAll(async () => {
    const { office, actors } = opened()
    app = await openPages(office)
    rep = await logIn(app, office, actors.rep)
  })

  it.each([
    '/static/../package.json',
    '/static/%2e%2e/package.json',
    '/static/..%2f..%2fpackage.json',
    '/static/..%5c..%5cpackage.json',
    '/static/....//....//package.json',
    '/static//etc/passwd',
    '/static/x/../../../../etc/passwd',
    `${assetUrl('app.js')}/../../../plugin.ts`,
    `${assetUrl('app.js')}%00.html`,
    '/records/..%2f..%2f.env',
    '/tables/..%2f..%2fpackage.json',
    '/tables/__proto__',
    '/tables/constructor',
    '/search/..%2fperson',
    '/login/..%2fx/back',
    '/api/v1/records/__proto__',
    '/api/v1/records/constructor/x',
    '/api/v1/..%2f..%2fpackage.json',
  ])('leads to no file: %s', async (url) => {
    const { statusCode, body } = await rep.get(url)
    expect([200, 400, 404]).toContain(statusCode)
    // A search for what is no type finds nothing.
    if (statusCode === 200) expect(body).toBe('[]')
    expect(body).not.toMatch(/root:|"name": "fieldpost"|VAULT_KEYS=/)
  })

  it('of a file that is sent holds our own words alone', async () => {
    const { office, actors } = opened()
    for (const type of recordTypes) {
      for (const format of exportFormats) {
        const file = await exportRecords(office, actors.admin, {
          type,
          filters: {},
          format,
          platform: 'web',
        }).catch(() => undefined)
        if (file) expect(file.name).toMatch(/^[a-z0-9-]+\.(?:csv|xlsx)$/)
      }
    }
  })

  it('that a filter names does not get into a file’s name', async () => {
    const admin = await logIn(app, opened().office, opened().actors.admin)
    const sent = await admin.post('/tables/customer/export', {
      format: '../../x";filename=evil.exe',
      status: '"\r\nx-evil: 1',
      name: '../../etc/passwd',
    })
    expect(sent.statusCode).toBe(200)
    expect(sent.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/)
    expect(sent.headers['x-evil']).toBeUndefined()
  })
})
