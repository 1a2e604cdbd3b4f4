import type { Office } from '../office.ts'
import { linkDirectory } from './link-directory.ts'
import type { PlatformUser } from './resolve-actor.ts'

export type ReadDirectory = () => Promise<readonly PlatformUser[]>

export interface DirectoryFollower {
  /** Looks at once, and then again and again. Resolves after the first look, or when it takes long. */
  start(readers: readonly ReadDirectory[]): Promise<void>
  /** A platform says that its directory has changed: it is looked at soon, once for many changes. */
  changed(): void
  /** Resolves when no look is under way. */
  stop(): Promise<void>
}

/** How soon somebody newly imported can be written to before they write. */
const everyMs = 15 * 60_000
/** A department that moves changes many members at once. */
const afterChangeMs = 2_000
/** A platform that does not answer holds nobody up. */
const patienceMs = 5_000

export function createDirectoryFollower(office: Office): DirectoryFollower {
  let readers: readonly ReadDirectory[] = []
  let looking = Promise.resolve()
  let regular: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined

  const look = () => {
    looking = looking.then(async () => {
      for (const read of readers) {
        // Who is not linked yet is linked when they write; the next round tries again.
        await read()
          .then((users) => linkDirectory(office, users))
          .catch((err: unknown) => office.log.warn({ err }, 'directory cannot be read'))
      }
    })
    return looking
  }

  return {
    start: async (given) => {
      readers = given
      regular = setInterval(look, everyMs).unref()
      await Promise.race([look(), new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
    },
    changed: () => {
      soon ??= setTimeout(() => {
        soon = undefined
        void look()
      }, afterChangeMs).unref()
    },
    stop: () => {
      clearInterval(regular)
      clearTimeout(soon)
      return looking
    },
  }
}
