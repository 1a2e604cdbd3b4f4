import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { submitForm } from '../../src/services/forms/submit-form.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import { openPages } from '../support/browser.ts'
import { openChromium } from '../support/chromium.ts'
import { useTestOffice } from '../support/office.ts'

const opened = useTestOffice('sqlite')
let app: FastifyInstance
let browser: Browser
let page: Page
let base: string
const faults: string[] = []

beforeAll(async () => {
  const { office, actors } = opened()
  // Only over plain HTTP does a cookie reach a server without a certificate.
  office.publicUrl = 'http://127.0.0.1'
  app = await openPages(office)
  base = await app.listen({ port: 0, host: '127.0.0.1' })
  office.publicUrl = base
  for (const name of ['南湾市第一人民医院', '南湾市妇幼保健院']) {
    await submitForm(office, actors.rep, {
      purpose: { kind: 'file', type: 'customer' },
      answers: { name, kind: 'hospital', contacts: [] },
      submissionKey: name,
      platform: 'test',
    })
  }
  browser = await openChromium()
  page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(await issueLink(office, actors.rep, { purpose: 'login' }))
  await page.click('button.primary')
  await page.waitForURL(`${base}/`)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const rowCount = () => page.locator('[data-row]').count()

it('adds and drops rows, finds names, keeps a draft and files once, in a browser', async () => {
  const { db } = opened().office.store
  await page.goto(`${base}/new/weekly-plan`)
  await page.fill('[name=goals]', '拿下南湾一院')
  expect(await rowCount()).toBe(1)
  await page.click('button[value="add:visits"]')
  await page.click('button[value="add:visits"]')
  expect(await rowCount()).toBe(3)
  await page.locator('[data-row] button.danger').nth(1).click()
  expect(await page.locator('[data-row-number]').allTextContents()).toEqual(['第 1 行', '第 2 行'])

  // The second row is the third that was made: its number has a gap before it.
  await page.locator('[name="visits.2.customer"]').pressSequentially('妇幼')
  await page.locator('.offers li').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.inputValue('[name="visits.2.customer"]')).toBe('南湾市妇幼保健院')
  await page.fill('[name="visits.2.purpose"]', '采购科跟进')
  await page.fill('[name="visits.0.customer"]', '南湾市第一人民医院')
  await page.fill('[name="visits.0.purpose"]', '介绍新品')
  await page.locator('.draft-state', { hasText: '草稿已保存' }).waitFor()
  // That may have been said of what stood there a moment ago.
  const drafts = async () => (await db.draft.findMany()).map(({ values }) => JSON.stringify(values))
  await expect.poll(drafts).toEqual([expect.stringContaining('介绍新品')])

  await page.locator('.send button').dblclick()
  await page.waitForURL(/\/records\//)
  const plans = await db.weeklyPlan.findMany({ include: { visits: { orderBy: { position: 'asc' } } } })
  expect(plans).toHaveLength(1)
  expect(plans[0]?.visits.map((v) => v.purpose)).toEqual(['介绍新品', '采购科跟进'])
  expect(await db.draft.count()).toBe(0)
})

it('fits every page into the width of a small phone, and breaks no rule of its own policy', async () => {
  const id = page.url().split('/').at(-1)
  for (const path of [
    '/',
    '/sessions',
    '/new/weekly-plan',
    '/new/referral',
    '/tables/weekly-plan',
    `/records/${id}`,
    `/records/${id}/do/edit`,
  ]) {
    await page.goto(base + path)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect({ path, overflow }).toEqual({ path, overflow: 0 })
  }
  expect(faults).toEqual([])
})
