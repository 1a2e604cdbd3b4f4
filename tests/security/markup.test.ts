import fc from 'fast-check'
import { parse } from 'parse5'
import { describe, expect, it } from 'vitest'
import { renderCard as renderSlackCard } from '../../bots/slack/render/render-card.ts'
import { renderForm as renderSlackForm } from '../../bots/slack/render/render-form.ts'
import { parseXml } from '../../bots/wecom/receive/read-xml.ts'
import { writeReply } from '../../bots/wecom/receive/write-reply.ts'
import { renderCard as renderWecomCard } from '../../bots/wecom/render/render-card.ts'
import { renderChannelMarkdown, renderChannelText } from '../../bots/wecom/render/render-channel.ts'
import { writeMarkdown } from '../../bots/wecom/smart-bot/write-markdown.ts'
import type { Card } from '../../src/forms/card.ts'
import { buildForm } from '../../src/records/build-form.ts'
import { askedFields } from '../../src/records/record-type.ts'
import { renderFormPage } from '../../src/web/pages/form-page.tsx'
import { renderMessagePage } from '../../src/web/pages/message-page.tsx'
import { filing, namedTypes } from '../support/asked-forms.ts'
import { useTestOffice } from '../support/office.ts'

/** What people type is shown as they typed it, by every front end (ASVS 1.2, 1.3). */
const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onfocus=alert(1) autofocus x='`,
  '</textarea><svg/onload=alert(1)>',
  '</title><script>1</script>',
  '{{constructor.constructor("alert(1)")()}}',
  '{{name}} $t(web.signIn)',
  '&lt;b&gt; &#60;',
  '<a href="https://evil.example">点我</a>',
  '[点我](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<https://evil.example|点我>',
  '<!channel> <!here> <@U0ADMIN> <#C1>',
  '<@all> @all',
  '**粗** _斜_ ~删~ `码`',
  '# 题\n> 引\n- 列\n| a | b |',
  '<font color="warning">红</font>',
  ']]></Content><MsgType>event</MsgType><![CDATA[',
  '\u202e<script>\u202c',
]
const cardOf = (text: string): Card => ({
  title: text,
  badge: { text, tone: 'neutral' },
  facts: [{ label: '客户', value: text }],
  sections: [{ heading: '备注', text }],
  footer: text,
  buttons: [{ label: '打开', press: { do: 'show', recordId: 'x' } }],
})
const look = { key: 'k', pagesUrl: 'https://fieldpost.example' }

/** Every text object of blocks with its type, and a message's own text. */
function textsOf(value: unknown): { type?: string; text: string }[] {
  if (typeof value !== 'object' || value === null) return []
  const own =
    'text' in value && typeof value.text === 'string' ? [value as { type?: string; text: string }] : []
  return [...own, ...Object.values(value).flatMap(textsOf)]
}

describe.each(payloads)('%j', (typed) => {
  it('is literal in Slack: no mrkdwn is sent, and the fallback mentions and links nothing', () => {
    const { blocks, text } = renderSlackCard(cardOf(typed), { language: 'zh-CN' })
    expect(textsOf(blocks).filter(({ type }) => type !== 'plain_text' && type !== 'text')).toEqual([])
    expect(text).not.toMatch(/<[^ ]/)
    for (const [, type] of namedTypes.slice(0, 2)) {
      const answers = Object.fromEntries(
        Object.entries(askedFields(type)).flatMap(([name, field]) =>
          field.input.shape === 'line' || field.input.shape === 'lines' ? [[name, typed]] : [],
        ),
      )
      const words = { title: '表', submitLabel: '提交' }
      const form = buildForm(type, askedFields(type), filing(type), 'zh-CN', words, {
        answers,
        names: { of: () => typed },
      })
      const view = renderSlackForm(form, { language: 'zh-CN' })
      expect(textsOf(view).filter(({ type: kind }) => kind !== 'plain_text' && kind !== 'text')).toEqual([])
    }
  })

  it('makes no link or mark in WeCom, in words, cards and groups', () => {
    for (const message of renderWecomCard(cardOf(typed), look)) {
      if (message.msgtype === 'text') expect(message.text.content).not.toContain('<')
      if (message.msgtype === 'text') expect(writeMarkdown(message.text.content)).not.toMatch(/\]\(|[<*`]/)
    }
    const [markdown = ''] = renderChannelMarkdown(cardOf(typed), 'zh-CN')
    // Ours are the heading, the bold labels, the list and the quote at the end.
    const own = markdown
      .replaceAll(/\*\*(?:客户|备注)\*\*/g, '')
      .replace(/^### /, '')
      .replaceAll(/^(?:- |> )/gm, '')
    expect(own).not.toMatch(/[*`<~]|\]\(|\|/)
    expect(own).not.toMatch(/^\s*[#>]/m)
    expect(renderChannelText(cardOf(typed), 'zh-CN').join('\n')).not.toContain('<')
  })

  it('stays within its place in XML that WeCom reads', () => {
    const xml = writeReply({ userId: typed, corpId: typed }, typed, new Date(0))
    expect(Object.keys(parseXml(xml) ?? {})).toEqual([
      'ToUserName',
      'FromUserName',
      'CreateTime',
      'MsgType',
      'Content',
    ])
    expect(parseXml(xml)?.MsgType).toBe('text')
  })
})

describe('a page', () => {
  const opened = useTestOffice('sqlite')

  /** Names of elements and attributes, which typed text must never change. */
  const skeletonOf = (html: string): string[] => {
    const names: string[] = []
    const walk = (node: {
      nodeName: string
      attrs?: { name: string; value: string }[]
      childNodes?: unknown[]
      content?: unknown
    }) => {
      if (!node.nodeName.startsWith('#'))
        names.push([node.nodeName, ...(node.attrs ?? []).map(({ name }) => name)].join(' '))
      for (const child of [...(node.childNodes ?? []), ...(node.content ? [node.content] : [])])
        walk(child as Parameters<typeof walk>[0])
    }
    walk(parse(html) as Parameters<typeof walk>[0])
    return names
  }

  it('has the same elements and attributes whatever stands in it', () => {
    const visitor = { actor: opened().actors.rep, csrfToken: 't' }
    const pageOf = (typed: string) => {
      const [, type] = namedTypes.find(([id]) => id === 'customer') ?? namedTypes[0] ?? []
      if (!type) throw new Error('no type')
      const answers = {
        name: typed,
        aliases: typed,
        department: typed,
        contacts: [{ name: typed, title: typed }],
      }
      const words = { title: typed, heading: typed, submitLabel: '提交' }
      const form = buildForm(type, askedFields(type), filing(type), 'zh-CN', words, {
        answers,
        names: { of: () => typed },
        errors: { name: typed },
      })
      return [
        renderFormPage({ visitor, form, submissionKey: typed, alert: typed }),
        renderMessagePage({
          title: typed,
          text: typed,
          language: 'zh-CN',
          back: { href: '/', label: typed },
        }),
      ].map(skeletonOf)
    }
    const plain = pageOf('字')
    for (const typed of payloads) expect(pageOf(typed)).toEqual(plain)
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      'script',
      '=',
      ' ',
      '\n',
      '<!--',
      ']]>',
      'a',
      '`',
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (parts) => {
        expect(pageOf(`x${parts.join('')}`)).toEqual(plain)
      }),
      { numRuns: 40 },
    )
  })
})
