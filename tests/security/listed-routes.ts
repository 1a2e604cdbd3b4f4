import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { apiPlugin } from '../../src/api/plugin.ts'
import { createHttpApp } from '../../src/http-app.ts'
import type { WayIn } from '../../src/services/links/way-in.ts'
import type { Office } from '../../src/services/office.ts'
import { webPlugin } from '../../src/web/plugin.ts'

export interface ListedRoute {
  method: string
  url: string
}

/** Pages and API with every route that they have, so that a new one is tested without anybody thinking of it. */
export async function openListed(
  office: Office,
  waysIn: readonly WayIn[] = [],
): Promise<{ app: FastifyInstance; routes: readonly ListedRoute[] }> {
  const routes: ListedRoute[] = []
  const listed: FastifyPluginAsync = async (app) => {
    app.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) if (each !== 'HEAD') routes.push({ method: each, url })
    })
    await app.register(webPlugin(office, waysIn))
    await app.register(apiPlugin(office))
  }
  const app = await createHttpApp(office, [listed], [])
  await app.ready()
  return { app, routes }
}

/** An address of the route, with something in every place. */
export const addressOf = ({ url }: ListedRoute): string => url.replace(/:\w+/g, 'x')
