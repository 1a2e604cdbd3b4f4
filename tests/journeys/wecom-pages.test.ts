import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { msPerDay } from '../../src/clock.ts'
import { openChromium } from '../support/chromium.ts'
import { useWorld } from './world.ts'

const wxwork =
  'Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile MicroMessenger/7.0.1 wxwork/4.1.30 Language/zh'

const world = useWorld('sqlite', { team: 'wecom', without: ['清溪二组'] })
const faults: string[] = []
let chromium: Browser
const phones = new Map<string, Page>()

beforeAll(async () => {
  chromium = await openChromium()
})
afterAll(() => chromium?.close())

/** A member's own phone, with WeCom's browser on it. Only one at a time is in hand. */
async function take(user: string): Promise<Page> {
  await world().wecom.holdPhone(user)
  const known = phones.get(user)
  if (known) return known
  const context: BrowserContext = await chromium.newContext({
    userAgent: wxwork,
    locale: 'zh-CN',
    viewport: { width: 360, height: 740 },
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(error.message))
  phones.set(user, page)
  return page
}

const pathOf = (page: Page) => new URL(page.url()).pathname

it('opens one’s work from the app’s menu, and answers its other entries as words', async () => {
  await expect.poll(async () => (await world().wecom.state()).app.menu).not.toBeNull()
  const chen = world().wecom.as('chen')
  const { openUrl } = await chen.pressMenu('我的')
  const page = await take('chen')
  await page.goto(openUrl ?? '')
  expect(pathOf(page)).toBe('/')
  expect(await page.textContent('h1')).toContain('陈小满')
  const afterSeq = await world().wecom.seq()
  await chen.pressMenu('周计划')
  await chen.message({ contains: '本周目标', afterSeq })
})

it('files a long form, though the session has ended while it was filled in', async () => {
  const page = await take('chen')
  await page.click('#file >> text=周计划')
  await page.fill('[name=goals]', '拿下骨科新品准入\n回访三家重点客户')
  await page.click('button[value="add:visits"]')
  await page.fill('[name="visits.0.customer"]', '南湾市第一人民医院')
  await page.fill('[name="visits.0.purpose"]', '谈新品试用')
  const now = await world().slack.clock.now()
  await world().goTo(new Date(now.getTime() + 31 * 60_000).toISOString())
  await page.fill('[name="visits.1.customer"]', '康民诊所')
  await page.fill('[name="visits.1.purpose"]', '介绍转诊流程')
  await page.click('.send .primary')
  expect(await page.textContent('main')).toContain('这次没有保存')
  await page.click('text=用企业微信登录')
  await page.locator('.draft-state', { hasText: '已恢复刚才填写的内容' }).waitFor()
  expect(await page.inputValue('[name=goals]')).toBe('拿下骨科新品准入\n回访三家重点客户')
  expect(await page.inputValue('[name="visits.1.purpose"]')).toBe('介绍转诊流程')
  await page.click('.send .primary')
  await page.waitForURL(/\/records\//)
  expect(await page.textContent('.badge')).toContain('待审批')
  // The short name was enough.
  expect(await page.textContent('main')).toContain('霞湾康民诊所')
  await page.goto(`${world().url}/`)
  expect(await page.textContent('#recent')).toContain('待审批')
})

it('says while somebody types that the session has ended, and brings everything back', async () => {
  const page = await take('chen')
  await page.goto(`${world().url}/new/leave`)
  const now = await world().slack.clock.now()
  await world().goTo(new Date(now.getTime() + 31 * 60_000).toISOString())
  await page.fill('[name=reason]', '探亲')
  await page.click('.draft-state a')
  await page.locator('.draft-state', { hasText: '已恢复' }).waitFor()
  expect(await page.inputValue('[name=reason]')).toBe('探亲')
})

it('lets the supervisor return and approve on the page, from where it waits for them', async () => {
  const page = await take('lin')
  await page.goto(world().url)
  expect(await page.textContent('h1')).toContain('林知夏')
  await page.click('#approvals >> text=打开')
  await page.click('text=退回')
  await page.fill('textarea', '请写明哪位主任')
  await page.click('.send .primary')
  expect(await page.textContent('.badge')).toContain('退回')

  const rep = await take('chen')
  await rep.goto(world().url)
  expect(await rep.textContent('#returned')).toContain('请写明哪位主任')
  await rep.click('#returned >> text=去修改')
  await rep.fill('[name=goals]', '找李建国主任谈试用')
  await rep.click('.send .primary')
  await rep.waitForURL(/\/records\/[^/]+$/)

  await take('lin')
  await page.goto(world().url)
  await page.click('#approvals >> text=打开')
  await page.click('text=批准')
  expect(await page.textContent('.badge')).toContain('已批准')
  await world().wecom.as('chen').message({ contains: '批准' })
})

it('shows the team’s table with filters, and gives it as a file', async () => {
  const page = await take('lin')
  await page.goto(`${world().url}/tables/weekly-plan`)
  await page.selectOption('[name=status]', { label: '已批准' })
  await page.click('.filters button')
  expect(await page.locator('tbody tr').count()).toBe(1)
  const downloading = page.waitForEvent('download')
  await page.click('.exports button[value=csv]')
  expect((await downloading).suggestedFilename()).toMatch(/\.csv$/)
})

it('opens a form from a card days later, as whoever holds the phone and nobody else', async () => {
  const afterSeq = await world().wecom.seq()
  await world().wecom.as('chen').say('周报')
  const card = await world().wecom.as('chen').message({ contains: '网页', afterSeq })
  const [link = ''] = card.links
  const days = new Date((await world().slack.clock.now()).getTime() + 3 * msPerDay)
  await world().goTo(days.toISOString())
  const page = await take('chen')
  await page.goto(link)
  expect(pathOf(page)).toBe('/new/weekly-report')
  expect(await page.textContent('.who')).toContain('陈小满')
  // The phone is handed on: what is pressed in another's chat opens as them.
  await world().wecom.holdPhone('xu')
  await page.goto(link)
  expect(await page.textContent('.who')).toContain('许嘉木')
  expect(await page.textContent('main')).not.toContain('陈小满')
})

it('breaks no rule of its own policy', () => expect(faults).toEqual([]))
