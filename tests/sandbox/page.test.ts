import type { KnownBlock, View } from '@slack/types'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { startHttpWorld, type TinyWorld } from '../../sandbox/testing/tiny-app.ts'
import { askDesk } from '../support/ask-desk.ts'
import { openChromium } from '../support/chromium.ts'
import { patience } from '../support/patience.ts'

const words = (text: string) => ({ type: 'plain_text', text }) as const
const LIN = 'U0FPLIN001'

const FORM: View = {
  type: 'modal',
  callback_id: 'plan',
  title: words('周计划'),
  submit: words('提交'),
  blocks: [
    {
      type: 'input',
      block_id: 'goal',
      label: words('本周目标'),
      element: { type: 'plain_text_input', action_id: 'text' },
    },
    {
      type: 'input',
      block_id: 'customer',
      label: words('客户'),
      element: { type: 'external_select', action_id: 'customer', min_query_length: 1 },
    },
    {
      type: 'input',
      block_id: 'resources',
      optional: true,
      label: words('资源'),
      element: {
        type: 'checkboxes',
        action_id: 'resources',
        options: [{ text: words('样品'), value: 'sample' }],
      },
    },
  ],
}

function card(status: string, isOpen: boolean): KnownBlock[] {
  const approve: KnownBlock = {
    type: 'actions',
    block_id: 'decide',
    elements: [
      {
        type: 'button',
        action_id: 'approve',
        style: 'primary',
        text: words('同意'),
        confirm: {
          title: words('同意这份计划？'),
          text: words('陈小满会收到通知'),
          confirm: words('好'),
          deny: words('再看看'),
        },
      },
    ],
  }
  return [
    { type: 'section', text: { type: 'mrkdwn', text: `*周计划* ${status}` } },
    ...(isOpen ? [approve] : []),
  ]
}

let world: TinyWorld
let browser: Browser
let context: BrowserContext
let page: Page
const problems: string[] = []
const submitted: unknown[] = []

beforeAll(async () => {
  await askDesk('/page')
  world = await startHttpWorld({
    now: new Date('2026-11-18T08:00:00Z'),
    // Chromium takes what there is of the machine.
    ackTimeoutMs: patience.timeout,
    triggerLifetimeMs: patience.timeout,
  })
  playProduct(world)
  await world.client.app.configure({
    commands: [{ command: '/plan', description: '填写周计划', usageHint: '[下周]', shouldEscape: true }],
  })
  browser = await openChromium()
  // One context: its cache spares the fonts, twenty megabytes, from being read for every test.
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser?.close()
  await world?.close()
})

beforeEach(async () => {
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
})

afterEach(async () => {
  await page.evaluate(() => localStorage.clear())
  await page.close()
})

it('plays a plan from the command to the approval, rep and supervisor side by side', async () => {
  await page.goto(world.sandbox.url)
  await page.getByRole('button', { name: /以 陈小满 的身份输入 \/plan/ }).click()
  const rep = page.locator('.pane[data-person=chen]')
  const typed = rep.getByRole('textbox', { name: '发消息给 Fieldpost' })
  await expect.poll(() => typed.inputValue()).toBe('/plan')
  await typed.press('Enter')

  const form = rep.getByRole('dialog', { name: '周计划' })
  await form.getByLabel('本周目标').fill('随便')
  await form.getByRole('combobox', { name: '客户' }).fill('康民')
  await form.page().getByRole('option', { name: '霞湾康民诊所' }).click()
  await form.getByLabel('样品').check()
  await form.getByRole('button', { name: '提交' }).click()
  await seen(form.getByText('请写具体的目标'))
  expect(await form.getByLabel('本周目标').inputValue()).toBe('随便')

  await form.getByLabel('本周目标').fill('签下两家诊所 <b>&')
  await form.getByRole('button', { name: '提交' }).click()
  await form.waitFor({ state: 'detached' })
  expect(submitted.at(-1)).toMatchObject({
    goal: { text: { value: '签下两家诊所 <b>&' } },
    customer: { customer: { selected_option: { value: 'kangmin' } } },
    resources: { resources: { selected_options: [{ value: 'sample' }] } },
  })

  await page.locator('.person', { hasText: '林知夏' }).hover()
  await page.getByRole('button', { name: '与当前人并排查看：林知夏' }).click()
  const lead = page.locator('.pane[data-person=lin]')
  await seen(lead.getByText('签下两家诊所 <b>&'))
  await lead.getByRole('button', { name: '同意' }).click()
  await lead.getByRole('button', { name: '再看看' }).click()
  await lead.getByRole('button', { name: '同意' }).click()
  await lead.getByRole('button', { name: '好', exact: true }).click()
  await seen(lead.getByText('（已编辑）'))
  await lead.getByRole('button', { name: '同意' }).waitFor({ state: 'detached' })
  await seen(rep.getByText('林知夏 同意了'))
  expect(problems).toEqual([])
})

it('switches people, shows unread counts, Home, threads and what only one person sees', async () => {
  await page.goto(`${world.sandbox.url}/#as=fang`)
  const lead = page.locator('.person-main[data-person=lin]')
  await page.getByRole('textbox', { name: '发消息给 Fieldpost' }).fill('/nothing')
  await page.keyboard.press('Enter')
  await seen(page.getByText('仅你可见'))
  await world.client.as('fang').say('大家好', { channel: '#sales-nanwan' })
  await seen(lead.locator('.badge'))

  await lead.click()
  const pane = page.locator('.pane[data-person=lin]')
  await pane.locator('.place', { hasText: 'sales-nanwan' }).click()
  const message = pane.getByRole('article').filter({ hasText: '大家好' })
  await message.hover()
  await message.getByRole('button', { name: '在消息列中回复' }).click()
  await pane.getByRole('textbox', { name: '回复…' }).fill('欢迎')
  await page.keyboard.press('Enter')
  await seen(pane.getByText('1 条回复'))
  expect(await pane.getByText('仅你可见').count()).toBe(0)

  await pane.locator('.place', { hasText: '主页' }).click()
  await seen(pane.getByRole('heading', { name: '我的任务' }))
  expect(problems).toEqual([])
})

it('moves the clock, shows the traffic and switches faults, in English too', async () => {
  await page.goto(`${world.sandbox.url}/#as=chen&tool=clock`)
  const tools = page.locator('.tools')
  await tools.getByRole('button', { name: '周五 18:45' }).click()
  await seen(page.locator('.top-clock', { hasText: '11月20日周五 18:45' }))
  await page.getByRole('button', { name: 'EN', exact: true }).click()

  await page.getByRole('button', { name: 'Faults' }).click()
  await tools.getByLabel(/The platform fails while posting/).check()
  await expect.poll(async () => (await world.client.state()).faults).toMatchObject([{ effect: 'http-500' }])

  await page.getByRole('button', { name: 'Traffic' }).click()
  await world.app.client.chat.postMessage({ channel: LIN, text: 'x' }).catch(() => undefined)
  const failed = tools.locator('.traffic-row.is-failed', { hasText: 'chat.postMessage' })
  await failed.getByRole('button').first().click()
  await seen(failed.locator('.json', { hasText: LIN }))
  await tools.getByRole('searchbox').fill('no such thing')
  await seen(tools.getByText('Nothing matches the filter'))
  expect(problems).toEqual([])
})

async function seen(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'visible' })
}

/** A small product: a plan that must be specific, a card to approve, a Home. */
function playProduct({ app }: TinyWorld): void {
  app.command('/plan', async ({ ack, client, body }) => {
    await ack()
    await client.views.open({ trigger_id: body.trigger_id, view: FORM })
  })
  app.options('customer', async ({ ack }) => {
    await ack({ options: [{ text: words('霞湾康民诊所'), value: 'kangmin' }] })
  })
  app.view('plan', async ({ ack, view, client, body }) => {
    const goal = view.state.values.goal?.text?.value ?? ''
    if (goal === '随便') return ack({ response_action: 'errors', errors: { goal: '请写具体的目标' } })
    submitted.push(view.state.values)
    await ack()
    const shown = goal.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    await client.chat.postMessage({ channel: LIN, text: goal, blocks: card(shown, true) })
    await client.chat.postMessage({ channel: body.user.id, text: '已提交' })
    return undefined
  })
  app.action('approve', async ({ ack, client, body }) => {
    await ack()
    if (body.type !== 'block_actions' || !body.channel || !body.message) return
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: '已同意',
      blocks: card('已同意', false),
    })
    await client.chat.postMessage({ channel: 'U0FPCHEN01', text: '林知夏 同意了' })
  })
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab !== 'home') return
    const blocks: KnownBlock[] = [{ type: 'header', text: words('我的任务') }]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  })
}
