import { readFileSync } from 'node:fs'
import { z } from 'zod'

const person = z.strictObject({
  id: z.string().regex(/^[UW][A-Z0-9]{4,}$/),
  handle: z.string().regex(/^[a-z0-9._-]+$/),
  real_name: z.string().min(1),
  email: z.email(),
  tz: z.string().min(1),
  locale: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
  title: z.string().default(''),
  image: z.string().nullable().default(null),
  is_admin: z.boolean().default(false),
  /** in WeCom; the handle when not given */
  userid: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/)
    .optional(),
  /** where the demo team finds this person; everybody has an account on both */
  talksIn: z.enum(['slack', 'wecom']).default('slack'),
  /** what the person does in the company; Slack does not know it, the page shows it */
  roles: z.array(z.string()).default([]),
})

const channel = z.strictObject({
  id: z.string().regex(/^[CG][A-Z0-9]{4,}$/),
  name: z.string().regex(/^[\p{L}\p{N}_-]{1,80}$/u),
  private: z.boolean().default(false),
  topic: z.string().default(''),
  members: z.array(z.string()),
  bot: z.boolean().default(false),
})

export interface OrgNode {
  name: string
  lead?: string | undefined
  members: string[]
  children: OrgNode[]
}

const orgNode: z.ZodType<OrgNode> = z.lazy(() =>
  z.strictObject({
    name: z.string(),
    lead: z.string().optional(),
    members: z.array(z.string()).default([]),
    children: z.array(orgNode).default([]),
  }),
)

const fixtureSchema = z
  .strictObject({
    team: z.strictObject({ id: z.string().regex(/^T[A-Z0-9]{4,}$/), name: z.string(), domain: z.string() }),
    bot: z.strictObject({ userId: z.string(), botId: z.string(), appId: z.string(), name: z.string() }),
    users: z.array(person).min(1),
    channels: z.array(channel),
    organisation: orgNode.nullable().default(null),
  })
  .superRefine((fixture, context) => {
    const ids = new Set(fixture.users.map((user) => user.id))
    const handles = new Set(fixture.users.map((user) => user.handle))
    if (ids.size < fixture.users.length || handles.size < fixture.users.length) {
      context.addIssue({ code: 'custom', message: 'user ids and handles must be unique' })
    }
    const named = [...fixture.channels.flatMap((each) => each.members), ...membersOf(fixture.organisation)]
    for (const id of named) {
      if (!ids.has(id)) context.addIssue({ code: 'custom', message: `${id} is not a user of this fixture` })
    }
  })

/** A workspace as a JSON file describes it; members are user ids. */
export type Fixture = z.output<typeof fixtureSchema>
export type FixtureInput = z.input<typeof fixtureSchema>

/** @throws z.ZodError naming every problem */
export function parseFixture(value: unknown): Fixture {
  return fixtureSchema.parse(value)
}

/** The demo team of invented people that comes with the product. */
export function readDemoFixture(): Fixture {
  return parseFixture(JSON.parse(readFileSync(new URL('./demo/workspace.json', import.meta.url), 'utf8')))
}

function membersOf(node: OrgNode | null): string[] {
  if (!node) return []
  return [...(node.lead ? [node.lead] : []), ...node.members, ...node.children.flatMap(membersOf)]
}
