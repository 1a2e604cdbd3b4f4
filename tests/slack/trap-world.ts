import { useSlackWorld } from './slack-world.ts'

/** A world whose inbox can be made to fail, as on a full disk. */
export function useTrapWorld() {
  let keepFails = false
  const world = useSlackWorld({
    wrapInbox: (inbox) => ({
      ...inbox,
      keep: (delivery) => (keepFails ? Promise.reject(new Error('disk full')) : inbox.keep(delivery)),
    }),
  })
  return {
    world,
    as: (handle: string) => world().slack.as(handle),
    unfinished: () => world().office.store.db.inbox.findMany({ where: { doneAt: null } }),
    fillDisk: (isFull: boolean) => {
      keepFails = isFull
    },
  }
}
