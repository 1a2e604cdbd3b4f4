/** How long a story waits for what must come: what is quick on an idle machine may take a while on a busy one. */
export const patience = { timeout: 60_000, interval: 40 }
