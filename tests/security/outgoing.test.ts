import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { logIn, openPages } from '../support/browser.ts'
import { useTestOffice } from '../support/office.ts'
import { listSourceFiles, readSource } from '../support/source-files.ts'

/** Nothing that a person typed is fetched (ASVS 1.3.6, 4.2; SSRF). */
describe('an address that somebody types', () => {
  const opened = useTestOffice('sqlite')
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  })
  let trap: string
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    trap = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  it('is kept, shown, exported and searched for, and not looked at', async () => {
    const { office, actors } = opened()
    const { recordId } = await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: {
        name: `${trap}/name`,
        aliases: `${trap}/alias`,
        kind: 'clinic',
        department: `${trap}/d`,
        contacts: [],
      },
      submissionKey: 'trap',
      platform: 'test',
    })
    const app = await openPages(office)
    const admin = await logIn(app, office, actors.admin)
    expect((await admin.get(`/records/${recordId}`)).body).toContain(`${trap}/name`)
    await admin.get(`/search/customer?q=${encodeURIComponent(trap)}`)
    await admin.get(`/login?to=${encodeURIComponent(trap)}`)
    for (const format of ['csv', 'xlsx']) await admin.post('/tables/customer/export', { format })
    expect(asked).toEqual([])
  })

  it('has no way out: each call to the outside has its address from the configuration or the platform', () => {
    const callers = listSourceFiles(['src', 'bots', 'cron']).filter((file) =>
      /\bfetch\(|from '(?:undici|node:https?)'|new WebSocket\(/.test(readSource(file)),
    )
    // The clock's and the doctor's addresses stand in the environment; Slack's upload and answer addresses come in
    // what Slack itself has signed or answered; WeCom's is made of its base address and a path of ours.
    expect(callers).toEqual([
      'bots/slack/index.ts',
      'bots/slack/send/upload-picture.ts',
      'bots/wecom/client/call-wecom.ts',
      'src/clock.ts',
      'src/services/doctor/check-clock.ts',
    ])
    // Nor does an answer lead them elsewhere (ASVS 15.3.2).
    for (const file of callers)
      expect([file, readSource(file)]).toEqual([file, expect.stringMatching(/redirect: '(?:error|manual)'/)])
  })
})
