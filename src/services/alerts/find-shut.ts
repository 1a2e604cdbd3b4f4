import { PlatformRefused } from '../../errors.ts'
import { countShut } from '../../store/backlog.ts'
import type { Office } from '../office.ts'
import type { Trouble } from './trouble.ts'

/**
 * Platforms that let nothing of ours in: messages wait because of it, or, where none does, they say so when asked.
 * @returns also whether one gave no answer, or nobody is here who could ask
 */
export async function findShut({ store, platforms }: Office): Promise<{
  shut: Trouble[]
  isUnseen: boolean
}> {
  const waiting = await countShut(store)
  const shut: Trouble[] = waiting.map(({ platform, count }) => ({ kind: 'shut', about: platform, count }))
  let isUnseen = platforms === undefined
  for (const { platform, checkAccess } of platforms ?? []) {
    if (waiting.some((each) => each.platform === platform)) continue
    try {
      await checkAccess()
    } catch (error) {
      if (!(error instanceof PlatformRefused)) isUnseen = true
      else if (error.isOfHouse) shut.push({ kind: 'shut', about: platform, count: 0 })
    }
  }
  return { shut, isUnseen }
}
