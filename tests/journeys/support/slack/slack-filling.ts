import { expect } from 'vitest'
import type { Actor, ActorModal } from '../../../../sandbox/client.ts'
import { stringsIn } from '../../../../sandbox/world/json.ts'
import type { Filling, Lines } from '../person.ts'
import { send } from './windows.ts'

/** A window that is filled in. */
export function slackFilling(actor: Actor, modal: ActorModal): Filling {
  return {
    words: [modal.title, modal.words, ...shownValues(modal)].join('\n'),
    lines: (label) => {
      const name = groupOf(modal, label)
      return keysOf(modal, name).map((key) =>
        cellsOf(modal, `${name}:${key}`)
          .map(({ shown }) => shown)
          .join(' | '),
      )
    },
    async fill(answers) {
      let current = modal
      for (const [label, answer] of Object.entries(answers))
        current =
          typeof answer === 'string'
            ? await current.fill({ [label]: answer })
            : await fillLines(actor, current, label, answer)
      return slackFilling(actor, current)
    },
    send: () => send(actor),
    async sendIncomplete() {
      const { outcome } = await (await actor.modal()).submit()
      expect(['incomplete', 'errors']).toContain(outcome)
      return outcome
    },
    async sendOvertaken() {
      const { outcome } = await (await actor.modal()).submit()
      expect(outcome).toBe('updated')
      return slackFilling(actor, await actor.modal())
    },
    leave: async () => void (await (await actor.modal()).close()),
  }
}

async function fillLines(actor: Actor, modal: ActorModal, label: string, lines: Lines): Promise<ActorModal> {
  let current = modal
  for (const [at, cells] of Object.entries(lines)) {
    const name = groupOf(current, label)
    if (keysOf(current, name).length <= Number(at)) {
      await current.press(`＋ 添加：${label}`)
      current = await actor.modal({ contains: `${label} ${Number(at) + 1}` })
    }
    const key = keysOf(current, name)[Number(at)]
    const places = cellsOf(current, `${name}:${key}`)
    const values = Object.entries(cells).map(([column, value]) => {
      const place = places.find((each) => each.label === column)
      if (!place) throw new Error(`${label} has no column ${column}`)
      return [place.blockId, value]
    })
    current = await current.fill(Object.fromEntries(values))
  }
  return current
}

interface Block {
  block_id?: string
  type?: string
  text?: { text?: string }
  label?: { text?: string }
}

const blocksOf = (modal: ActorModal) => modal.view.blocks as readonly Block[]

/** The list whose head says so. */
function groupOf(modal: ActorModal, label: string): string {
  const head = blocksOf(modal).find(
    ({ block_id = '', text }) => block_id.endsWith(':head') && text?.text?.startsWith(label),
  )
  if (!head?.block_id) throw new Error(`the form has no list ${label}:\n${modal.words}`)
  return head.block_id.slice(0, -':head'.length)
}

const keysOf = (modal: ActorModal, name: string): string[] =>
  blocksOf(modal).flatMap(({ block_id = '', type }) =>
    type === 'section' && new RegExp(`^${name}:\\d+$`).test(block_id)
      ? [block_id.slice(name.length + 1)]
      : [],
  )

const cellsOf = (modal: ActorModal, line: string) =>
  blocksOf(modal)
    .filter(({ block_id = '' }) => block_id.startsWith(`${line}:`))
    .map(({ block_id: blockId = '', label }) => ({
      blockId,
      label: label?.text ?? '',
      shown: shownIn(modal.values[blockId]),
    }))

const shownValues = (modal: ActorModal) => Object.values(modal.values).map(shownIn)

/** What a person sees of an input: the text of an option, not its value. */
function shownIn(state: ActorModal['values'][string] | undefined): string {
  return Object.values(state ?? {})
    .flatMap(({ type: _, ...value }) =>
      Object.values(value).flatMap((each) =>
        typeof each === 'object' && each !== null && 'text' in each
          ? [...stringsIn(each.text)]
          : [...stringsIn(each)],
      ),
    )
    .join(' ')
}
