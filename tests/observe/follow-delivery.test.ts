import { expect, it } from 'vitest'
import { useSlackWorld } from '../slack/slack-world.ts'

const world = useSlackWorld()

/** What a look for a text in the log finds. */
const linesWith = (text: string) =>
  world()
    .logged.filter((line) => line.includes(text))
    .map((line) => JSON.parse(line))

it('one look for the id of a delivery tells its way, up to the messages that left because of it', async () => {
  const { office, slack, deliver, restart } = world()
  const rep = slack.as('rep')
  await rep.command('/plan')
  const modal = await rep.modal()
  await (await modal.fill({ goals: '回访南湾一院骨科' })).submit()
  await slack.idle()
  const [submission] = linesWith('"kind":"view_submission"')
  // What it set off leaves after the process was another one.
  await restart()
  await deliver()

  const record = await office.store.db.record.findFirstOrThrow()
  const events = await office.store.db.event.findMany({ where: { recordId: record.id } })
  const messages = await office.store.db.outbox.findMany({ where: { cause: submission.cause } })
  expect(messages.length).toBeGreaterThan(0)
  const found = linesWith(submission.cause)
  expect(found.map(({ msg }) => msg)).toEqual([
    'delivery kept, being worked',
    'work on a delivery has ended',
    ...messages.map(() => 'message sent'),
  ])
  expect(found[1]).toMatchObject({
    recordIds: [record.id],
    events: events.map(({ seq }) => seq),
    outboxIds: messages.map(({ id }) => id),
  })
  const sent = found.slice(2)
  expect(new Set(sent.map(({ outboxId }) => outboxId))).toEqual(new Set(messages.map(({ id }) => id)))
  for (const line of sent) {
    expect(line.channel).toEqual(expect.any(String))
    // A receipt may hold the code with which a card is changed.
    expect(Object.keys(line)).not.toContain('sentAs')
  }
  expect(world().logged.join('\n')).not.toContain('回访')
})
