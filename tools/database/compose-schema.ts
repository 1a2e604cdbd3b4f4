import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const providers = ['sqlite', 'postgresql'] as const
export type Provider = (typeof providers)[number]

export const repositoryRoot = join(import.meta.dirname, '../..')
const modelsDir = join(repositoryRoot, 'prisma/models')

/**
 * The schema of one provider: a head, and under it the models that both share, file by file.
 * Native types (`@db.…`) are PostgreSQL's and fall away on SQLite. The client is written beside the schema.
 */
export function composeSchema(provider: Provider): string {
  const models = readdirSync(modelsDir)
    .sort()
    .map((file) => readFileSync(join(modelsDir, file), 'utf8'))
    .join('\n')
  return `${schemaHead(provider)}\n${provider === 'sqlite' ? dropNativeTypes(models) : models}`
}

/**
 * The small compiler takes 50 MB less than the default and starts sooner; queries are no slower, as plans
 * are cached.
 */
function schemaHead(provider: Provider): string {
  return `// Composed from prisma/models/*.prisma: change those.
generator client {
  provider               = "prisma-client"
  output                 = "./client"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  compilerBuild          = "small"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
  previewFeatures        = ["partialIndexes"]
}

datasource db {
  provider = "${provider}"
}
`
}

function dropNativeTypes(models: string): string {
  return models.replace(/[ \t]+@db\.\w+(\([^)]*\))?/g, '')
}
