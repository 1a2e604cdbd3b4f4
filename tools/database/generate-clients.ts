/**
 * `npm run db:generate`: writes the Prisma clients of both providers to src/store/generated, unless they
 * are there and of today's models. Works without a network; about a second when there is something to do.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { composeSchema, type Provider, providers, repositoryRoot } from './compose-schema.ts'

const generatedDir = join(repositoryRoot, 'src/store/generated')
const prismaPackage = createRequire(import.meta.url).resolve('prisma/package.json')

export async function generateClients(): Promise<Provider[]> {
  const stale = providers.filter((provider) => readStamp(provider) !== stampOf(composeSchema(provider)))
  await Promise.all(stale.map(generateClient))
  return stale
}

/**
 * Two processes may generate at once: each works in a folder of its own and moves the client into place
 * when it is whole.
 */
async function generateClient(provider: Provider): Promise<void> {
  const schema = composeSchema(provider)
  const building = join(generatedDir, `.building-${provider}-${process.pid}`)
  const schemaFile = join(building, 'schema.prisma')
  try {
    mkdirSync(building, { recursive: true })
    writeFileSync(schemaFile, schema)
    await runPrismaGenerate(schemaFile)
    writeFileSync(join(building, 'client/stamp'), stampOf(schema))
    rmSync(join(generatedDir, provider), { recursive: true, force: true })
    renameSync(join(building, 'client'), join(generatedDir, provider))
  } finally {
    rmSync(building, { recursive: true, force: true })
  }
}

async function runPrismaGenerate(schemaFile: string): Promise<void> {
  const cli = join(dirname(prismaPackage), 'build/index.js')
  await promisify(execFile)(process.execPath, [cli, 'generate', '--schema', schemaFile], {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      // The native engine is a download and generating does not run it: any executable keeps the CLI from
      // fetching it.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  })
}

function stampOf(schema: string): string {
  return createHash('sha256').update(readFileSync(prismaPackage)).update(schema).digest('hex')
}

function readStamp(provider: Provider): string | undefined {
  const file = join(generatedDir, provider, 'stamp')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

if (process.argv[1] === import.meta.filename) {
  const written = await generateClients()
  console.log(
    written.length > 0
      ? `database clients written: ${written.join(', ')}`
      : 'database clients are up to date',
  )
}
