export type StoredFault<F> = F & { id: string; left: number | null; hits: number }

/** Faults that lie in wait, whatever they are about; `times` null means until removed. */
export interface FaultShelf<F> {
  add(input: F): StoredFault<F>
  list(): StoredFault<F>[]
  remove(id: string): boolean
  clear(): void
  /** Takes one use of the oldest fault that fits, or undefined. */
  take<G extends StoredFault<F>>(fits: (fault: StoredFault<F>) => fault is G): G | undefined
}

export function createFaultShelf<F extends { times: number | null }>(
  onChanged: (id: string) => void,
): FaultShelf<F> {
  let faults: StoredFault<F>[] = []
  let made = 0
  return {
    add(input) {
      const fault: StoredFault<F> = { ...input, id: `fault-${++made}`, left: input.times, hits: 0 }
      faults.push(fault)
      onChanged(fault.id)
      return fault
    },
    list: () => faults.map((fault) => ({ ...fault })),
    remove(id) {
      const before = faults.length
      faults = faults.filter((fault) => fault.id !== id)
      onChanged(id)
      return faults.length < before
    },
    clear() {
      faults = []
      onChanged('*')
    },
    take(fits) {
      const fault = faults.find(fits)
      if (!fault) return undefined
      fault.hits += 1
      if (fault.left !== null) {
        fault.left -= 1
        if (fault.left <= 0) faults = faults.filter((each) => each !== fault)
      }
      onChanged(fault.id)
      return fault
    },
  }
}
