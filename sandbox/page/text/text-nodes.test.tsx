import { render } from 'preact-render-to-string'
import { expect, it } from 'vitest'
import { parseMrkdwn } from './parse-mrkdwn.ts'
import { type References, TextNodes } from './text-nodes.tsx'

const refs: References = {
  viewer: {
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    nowMs: Date.parse('2026-11-18T08:00:00Z'),
    words: { today: '今天', yesterday: '昨天', tomorrow: '明天' },
  },
  ownId: 'U0FPCHEN01',
  userName: (id) => (id === 'U0FPLIN001' ? '林知夏' : null),
  channelName: () => null,
  openChannel: () => undefined,
}
const show = (mrkdwn: string) => render(<TextNodes nodes={parseMrkdwn(mrkdwn)} refs={refs} />)

it('lets no text of an app become HTML', () => {
  expect(show('&lt;img src=x onerror=alert(1)&gt; <b>x</b>')).toBe(
    '&lt;img src=x onerror=alert(1)> &lt;b>x&lt;/b>',
  )
})

it('names people it knows, and marks a mention of the one who looks', () => {
  expect(show('<@U0FPLIN001> <@U0FPCHEN01|chen>')).toBe(
    '<span class="mention ">@林知夏</span> <span class="mention is-me">@chen</span>',
  )
})

it('opens links apart from the page', () => {
  expect(show('<https://a.example|档案>')).toBe(
    '<a href="https://a.example" target="_blank" rel="noopener noreferrer">档案</a>',
  )
})

it('shows a date in the words of the viewer, with the fallback on hover', () => {
  expect(show('<!date^1794988800^{date_short_pretty} {time}|早些时候>')).toBe(
    '<time datetime="2026-11-18T08:00:00.000Z" title="早些时候">今天 16:00</time>',
  )
})
