import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { useWorld } from '../journeys/world.ts'
import { askDesk } from '../support/ask-desk.ts'
import { openChromium } from '../support/chromium.ts'
import { patience } from '../support/patience.ts'

/** The product itself, for a team whose reps are in WeCom and whose supervisor is in Slack. */
const world = useWorld('sqlite', { team: 'mixed', without: ['清溪二组'] })

let browser: Browser
let context: BrowserContext
let page: Page
let address: string
const problems: string[] = []

beforeAll(async () => {
  await askDesk('/page')
  address = (await world().slack.state()).team.url
  // The app makes its menu after it has started, and a menu covers the keyboard.
  await vi.waitFor(async () => expect((await world().wecom.state()).app.menu).not.toBeNull(), patience)
  browser = await openChromium()
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
})
afterAll(() => browser?.close())

beforeEach(async () => {
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
})
afterEach(() => page.close())

const phoneOf = (handle: string): Locator => page.locator(`[data-phone=${handle}]`)
const seen = (locator: Locator) => locator.first().waitFor({ state: 'visible' })
/** Behind the app's menu. */
const type = (phone: Locator) => phone.getByRole('button', { name: '打字' }).click()
const say = async (phone: Locator, text: string) => {
  await phone.getByRole('textbox', { name: '发消息' }).fill(text)
  await phone.getByRole('button', { name: '发送' }).click()
}

it('files a plan on a phone by editing the template, and sees it approved in Slack beside it', async () => {
  await page.goto(`${address}#phone=chen&beside=lin`)
  const phone = phoneOf('chen')
  await type(phone)
  const written = phone.getByRole('textbox', { name: '发消息' })
  await written.fill('周计划')
  await written.press('Enter')
  const template = phone.getByRole('article').filter({ hasText: '计划拜访' })
  await template.getByRole('button', { name: '复制到输入框' }).click()
  await expect.poll(() => written.inputValue()).toContain('新客户拜访（个）：10')
  const filled = (await written.inputValue()).replace('本周目标：', '本周目标：拿下骨科新品准入')
  await written.fill(filled)
  // A form of several lines is edited: Enter breaks its lines.
  await written.press('Enter')
  expect(await written.inputValue()).toBe(`${filled}\n`)
  await written.press('Control+Enter')
  const card = phone.getByRole('article').filter({ has: page.getByRole('button', { name: '提交' }) })
  expect(await card.innerText()).toContain('拿下骨科新品准入')
  await card.getByRole('button', { name: '提交' }).click()

  const lead = page.locator('.pane[data-person=lin]')
  await seen(lead.getByText('拿下骨科新品准入'))
  await lead.getByRole('button', { name: '批准' }).click()
  await seen(phone.getByText('林知夏：批准'))
  await seen(phone.locator('.card', { hasText: '已批准' }))
  expect(problems).toEqual([])
})

it('opens a page inside of the phone, with a way back and a way out', async () => {
  await page.goto(`${address}#phone=fang`)
  const phone = phoneOf('fang')
  await type(phone)
  await say(phone, '周报')
  await phone.getByRole('link', { name: '打开表单' }).click()
  const web = phone.getByRole('dialog', { name: '手机里的网页' })
  const inside = web.frameLocator('iframe')
  // A link that works once asks first, a login does not.
  const enter = inside.getByRole('button', { name: /继续|打开/ })
  await seen(enter.or(inside.getByLabel('本周小结')))
  if ((await enter.count()) > 0) await enter.first().click()
  await inside.getByLabel('本周小结').fill('两家诊所签约')
  await expect.poll(() => web.getByRole('heading').innerText()).toContain('周报')
  const frame = await web.locator('iframe').boundingBox()
  expect(frame?.width).toBe(360)
  await inside.getByRole('button', { name: '提交' }).click()
  await seen(inside.getByText('待批阅').or(inside.getByText('两家诊所签约')))
  await web.getByRole('button', { name: '返回', exact: true }).click()
  await seen(inside.getByRole('button', { name: '提交' }))
  // Nothing of the phone's session is in the browser around it.
  expect(await context.cookies()).toEqual([])
  await web.getByRole('button', { name: '关闭网页' }).click()
  await web.waitFor({ state: 'detached' })
  await seen(phone.getByText(/WR-2026-\d{4}/))
  expect(problems).toEqual([])
})

it('shows what the app changes, refuses in a group, and lists what is unread', async () => {
  const { wecom } = world()
  await wecom.app.configure({
    menu: {
      button: [
        { name: '报', sub_button: [{ name: '帮助', type: 'click', key: '帮助' }] },
        { name: '网页', type: 'view', url: `${world().url}/healthz` },
      ],
    },
  })
  await page.goto(`${address}#phone=xu&in=list`)
  const phone = phoneOf('xu')
  await phone.getByRole('button', { name: /sales-nanwan/ }).click()
  await seen(phone.getByText('群机器人只能发'))
  await phone.getByRole('button', { name: '返回会话列表' }).click()
  await phone.getByRole('button', { name: /^Fieldpost/ }).click()

  await phone.getByRole('menuitem', { name: '报' }).press('Enter')
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  await expect.poll(focused).toBe('帮助')
  await page.keyboard.press('Enter')
  await seen(phone.getByText('发下面的词就能办事'))
  await phone.getByRole('menuitem', { name: '网页' }).click()
  await seen(phone.frameLocator('iframe').getByText('"ok":true'))
  await page.keyboard.press('Escape')

  await type(phone)
  await say(phone, '今天拜访南湾市第一人民医院 新客户 30分钟')
  await phone.getByRole('button', { name: '确认' }).click()
  await seen(phone.getByText('已记录 1 条'))
  await phone.getByRole('button', { name: '返回会话列表' }).click()
  await wecom.as('xu').say('我的')
  await seen(phone.getByTitle(/\d 条未读/))
  await page.getByRole('button', { name: '流量' }).click()
  const callback = page.locator('.traffic-row', { hasText: 'template_card_event' }).first()
  await callback.getByRole('button').first().click()
  await seen(callback.locator('.json', { hasText: '解密后的内容' }).getByText(/<FromUserName>/))
  await seen(callback.locator('.json', { hasText: 'msg_signature' }))
  expect(problems).toEqual([])
})

it('leaves a reader who scrolled up where they are, until they say something themselves', async () => {
  const fang = world().wecom.as('fang')
  for (let round = 0; round < 4; round++) await fang.say('帮助')
  await world().calm()
  await page.goto(`${address}#phone=fang`)
  const phone = phoneOf('fang')
  const list = phone.locator('.phone-messages')
  const fromEnd = () => list.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
  await seen(phone.getByText('发下面的词就能办事'))
  await expect.poll(fromEnd).toBeLessThan(5)

  await list.hover()
  await page.mouse.wheel(0, -500)
  await expect.poll(fromEnd).toBeGreaterThan(400)
  const top = await list.evaluate((box) => box.scrollTop)
  const articles = phone.getByRole('article')
  const before = await articles.count()
  // What comes of itself, as the answer to a key of the menu does: nobody has said anything.
  await fang.pressMenu('帮助')
  await expect.poll(() => articles.count()).toBe(before + 1)
  expect(await list.evaluate((box) => box.scrollTop)).toBe(top)

  const written = phone.getByRole('textbox', { name: '发消息' })
  await type(phone)
  // One line is one line high: nothing to scroll.
  expect(await written.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0)

  // A slow page reads what was said and the answer at once: the last message is not one's own.
  await page.route('**/wecom/as/*/chats/app/messages', async (route) => {
    await vi.waitFor(async () => expect((await fang.messages()).length).toBeGreaterThan(before + 2), patience)
    await route.continue()
  })
  await say(phone, '我的')
  await expect.poll(() => articles.count()).toBeGreaterThan(before + 2)
  await expect.poll(fromEnd).toBeLessThan(5)
  expect(problems).toEqual([])
})

it('may stand in any number of tabs: one that nobody looks at holds no connection, and misses nothing', async () => {
  const setHidden = (tab: Page, isHidden: boolean) =>
    tab.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }, isHidden)
  const tabs: Page[] = []
  // A browser keeps six connections to one place.
  for (let count = 0; count < 8; count++) {
    const tab = await context.newPage()
    tabs.push(tab)
    // Eight pages beside all other tests: the browser is slow then, not the page.
    await tab.goto(`${address}#phone=fang`, { timeout: 90_000 })
    await tab.locator('[data-phone=fang]').getByText('发下面的词就能办事').first().waitFor()
    await setHidden(tab, true)
  }
  const [first] = tabs
  await world().wecom.as('fang').say('今天在外面，回来再看')
  const said = first?.locator('[data-phone=fang]').getByText('今天在外面，回来再看')
  expect(await said?.count()).toBe(0)
  if (first) await setHidden(first, false)
  await said?.first().waitFor()
  for (const tab of tabs) await tab.close()
}, 360_000)
