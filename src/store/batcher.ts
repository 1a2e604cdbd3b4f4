import { runOutsideTransaction } from './transaction-scope.ts'

export interface BatchOptions<Item, Result> {
  /** Writes a batch in one go; results stand in the order of the items. */
  write(items: Item[]): Promise<Result[]>
  /**
   * Calls `close` when the batch should be written: the longer it waits, the more share the work. `countWaiting` says
   * how many there are so far.
   */
  gather(close: () => void, countWaiting: () => number): void
  maxItems: number
  /**
   * Whether what `write` threw may be the fault of one item, so that each is tried alone: always, unless told. Where
   * the wait for each is long they would wait for one another.
   */
  isForOne?: ((error: unknown) => boolean) | undefined
}

export interface Batcher<Item, Result> {
  add(item: Item): Promise<Result>
  /** Resolves when everything added so far is written or has failed. */
  flush(): Promise<void>
}

interface Waiting<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Lets calls that come together share one write. While a batch is written the next gathers; several at a
 * time would each be smaller, and measured slower. An item that spoils its batch fails alone.
 */
export function createBatcher<Item, Result>(options: BatchOptions<Item, Result>): Batcher<Item, Result> {
  const { write, gather, maxItems, isForOne = () => true } = options
  const waiting: Waiting<Item, Result>[] = []
  let isGathering = false
  let writing: Promise<void> | undefined

  const gatherNext = () => {
    if (isGathering || writing || waiting.length === 0) return
    isGathering = true
    const close = () => {
      isGathering = false
      writeNext()
    }
    // A batch belongs to many callers: it must not take the transaction of the first for its own.
    runOutsideTransaction(() => gather(close, () => waiting.length))
  }

  const writeNext = () => {
    if (writing || waiting.length === 0) return
    writing = writeBatch(waiting.splice(0, maxItems)).then(() => {
      writing = undefined
      gatherNext()
    })
  }

  const writeBatch = async (batch: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await write(batch.map(({ item }) => item))
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as Result)
    } catch (error) {
      if (batch.length === 1 || !isForOne(error)) for (const { reject } of batch) reject(error)
      else for (const one of batch) await writeBatch([one])
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        gatherNext()
      }),
    flush: async () => {
      while (writing || waiting.length > 0) {
        writeNext()
        await writing
      }
    },
  }
}
