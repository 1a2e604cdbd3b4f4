/** Calls and deliveries that are remembered: more than a house makes. */
export const keptTraffic = 200_000
