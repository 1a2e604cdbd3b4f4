import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const files = {
  'app.css': 'text/css; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
} as const
type AssetName = keyof typeof files

const assets = new Map(
  (Object.keys(files) as AssetName[]).map((name) => {
    const content = readFileSync(new URL(`./static/${name}`, import.meta.url))
    return [name, { content, version: createHash('sha256').update(content).digest('hex').slice(0, 12) }]
  }),
)

/** The address of a file that pages load; it changes with the content, so that a browser may keep it for good. */
export const assetUrl = (name: AssetName): string => `/static/${assets.get(name)?.version}/${name}`

export function serveAssets(app: FastifyInstance): void {
  for (const [name, { content }] of assets) {
    app.get(assetUrl(name), async (_request, reply) =>
      reply.type(files[name]).header('cache-control', 'public, max-age=31536000, immutable').send(content),
    )
  }
}
