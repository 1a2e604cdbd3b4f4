import type { Actor, ActorMessage } from '../../../../sandbox/client.ts'

/** Types a line after `/log` and waits for the card that tells what was understood of it. */
export async function logLine(person: Actor, line: string): Promise<ActorMessage> {
  await person.command('/log', line)
  return person.message({ contains: line })
}
