import { z } from 'zod'
import { commandShape } from './shapes/command.ts'
import { eventShape } from './shapes/event.ts'
import { pressShape } from './shapes/press.ts'
import { searchShape } from './shapes/search.ts'
import { closedShape, submissionShape } from './shapes/view.ts'

const shapes = {
  event: eventShape,
  command: commandShape,
  block_actions: pressShape,
  block_suggestion: searchShape,
  view_submission: submissionShape,
  view_closed: closedShape,
}
type Shapes = typeof shapes
type About = keyof Shapes

/** A delivery of which everything that is read has the shape that it is read in; what Slack adds is still there. */
export type Delivery = { [Kind in About]: { about: Kind; body: z.infer<Shapes[Kind]> } }[About]

/** What Slack signed is nothing that we know how to read. Names of fields only: it holds no content. */
export class MalformedDelivery extends Error {
  override readonly name = 'MalformedDelivery'
  readonly about: About | 'unknown'
  readonly at: readonly string[]

  constructor(about: About | 'unknown', at: readonly string[]) {
    super('a delivery of another shape')
    this.about = about
    this.at = at
  }
}

const head = z.looseObject({
  event: z.unknown().optional(),
  command: z.unknown().optional(),
  type: z.unknown().optional(),
})
/** Deeper in, what people named begins: blocks and inputs. */
const ownNamesDeep = 3

/** The door for all that Slack delivers, by HTTP or over the socket. @throws MalformedDelivery */
export function readDelivery(given: unknown): Delivery {
  const about = findAbout(given)
  if (about === undefined) throw new MalformedDelivery('unknown', [])
  const parsed = shapes[about].safeParse(given)
  if (parsed.success) return { about, body: parsed.data } as Delivery
  const places = parsed.error.issues.map(({ path }) => path.slice(0, ownNamesDeep).join('.'))
  throw new MalformedDelivery(about, [...new Set(places)])
}

/** In the order in which Bolt decides. */
function findAbout(given: unknown): About | undefined {
  const { data } = head.safeParse(given)
  if (!data) return undefined
  if (data.event !== undefined) return 'event'
  if (data.command !== undefined) return 'command'
  const { type } = data
  return typeof type === 'string' && Object.hasOwn(shapes, type) ? (type as About) : undefined
}
