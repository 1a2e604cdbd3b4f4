import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The product in one file, below the house's folder, where packages and migrations are found: a start costs half of
 * what it costs to load a thousand modules, and a thousand kills are a thousand starts. `start-bundle.cjs` runs it.
 */
export async function bundleProduct(): Promise<{ file: string; remove(): void }> {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const dir = mkdtempSync(join(cache, 'fieldpost-crash-'))
  await build({
    entryPoints: {
      product: join(root, 'tests/crash/spare.ts'),
      'draw-process': join(root, 'src/pictures/draw-process.ts'),
    },
    outdir: dir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Only a script is kept compiled; a module is compiled anew by each process.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // What is native, what runs in the process that draws, and the drivers, which `kill-at-write.mjs` changes.
    external: [
      'better-sqlite3',
      'better-sqlite3-napi',
      'pg',
      'pg-native',
      'sharp',
      'echarts',
      'echarts/*',
      '@expo-google-fonts/*',
    ],
    define: {
      'import.meta.url': 'bundleUrl',
      'import.meta.dirname': '__dirname',
      'import.meta.resolve': 'resolveUrl',
    },
    banner: {
      js: [
        "const { pathToFileURL } = require('node:url')",
        'const bundleUrl = pathToFileURL(__filename).href',
        'const resolveUrl = (name) => pathToFileURL(require.resolve(name)).href',
      ].join('\n'),
    },
    logLevel: 'error',
  })
  cpSync(join(root, 'src/web/static'), join(dir, 'static'), { recursive: true })
  return { file: join(dir, 'product.js'), remove: () => rmSync(dir, { recursive: true, force: true }) }
}
