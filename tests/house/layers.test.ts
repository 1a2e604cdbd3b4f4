import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { listSourceFiles, readSource } from '../support/source-files.ts'

/** What a room may import from the house, and which packages are its alone. Common ground: errors, clock, i18n. */
const rooms: Record<string, { from: string[]; packages: string[] }> = {
  'src/i18n': { from: [], packages: ['i18next'] },
  'src/text': { from: [], packages: ['opencc-js', 'fastest-levenshtein'] },
  'src/config': { from: [], packages: ['zod'] },
  'src/calendar': { from: [], packages: ['temporal-polyfill', 'chinese-days', 'cron-parser'] },
  'src/pictures': { from: [], packages: ['echarts', 'sharp', 'zod', '@expo-google-fonts'] },
  'src/vault': { from: [], packages: [] },
  'src/fields': { from: ['src/text'], packages: ['temporal-polyfill'] },
  'src/forms': { from: ['src/fields', 'src/calendar', 'src/text'], packages: ['zod'] },
  'src/access': { from: ['src/fields'], packages: [] },
  'src/workflow': { from: ['src/fields', 'src/access'], packages: [] },
  'src/commands': { from: ['src/text'], packages: ['fastest-levenshtein'] },
  'src/policy': { from: ['src/fields', 'src/calendar'], packages: ['zod', 'yaml', 'fastest-levenshtein'] },
  'src/metrics': { from: ['src/policy', 'src/calendar'], packages: [] },
  'src/records': {
    from: ['src/fields', 'src/forms', 'src/access', 'src/workflow', 'src/calendar', 'src/policy', 'src/text'],
    packages: ['temporal-polyfill', 'fastest-levenshtein'],
  },
  'src/store': {
    from: [
      'src/fields',
      'src/forms',
      'src/access',
      'src/workflow',
      'src/calendar',
      'src/policy',
      'src/records',
    ],
    packages: ['@prisma', 'better-sqlite3', 'better-sqlite3-napi', 'pg', 'uuid'],
  },
  'src/capabilities': { from: [], packages: [] },
  'src/observe': { from: [], packages: ['prom-client', 'fastify'] },
  'src/receiving': { from: [], packages: ['pino'] },
  'src/delivery': { from: ['src/store', 'src/forms'], packages: ['pino'] },
  'src/services': {
    from: [
      'src/fields',
      'src/forms',
      'src/access',
      'src/workflow',
      'src/calendar',
      'src/policy',
      'src/records',
      'src/text',
      'src/metrics',
      'src/store',
      'src/pictures',
      'src/vault',
    ],
    packages: [
      'pino',
      'zod',
      'csv-parse',
      'csv-stringify',
      'read-excel-file',
      'write-excel-file',
      'fflate',
      'temporal-polyfill',
    ],
  },
  'src/http': { from: ['src/services', 'src/records'], packages: ['fastify', '@fastify', 'bowser'] },
  'src/web': {
    from: [
      'src/capabilities',
      'src/http',
      'src/services',
      'src/forms',
      'src/fields',
      'src/records',
      'src/access',
      'src/calendar',
    ],
    packages: ['fastify', '@fastify', 'preact', 'preact-render-to-string', 'zod'],
  },
  'src/api': {
    from: ['src/http', 'src/services', 'src/forms', 'src/fields', 'src/records', 'src/access'],
    packages: ['fastify', '@fastify', 'zod'],
  },
  'src/chat': {
    from: ['src/services', 'src/forms', 'src/fields', 'src/commands', 'src/access'],
    packages: [],
  },
  'bots/wecom': {
    from: [
      'src/capabilities',
      'src/chat',
      'src/services',
      'src/forms',
      'src/fields',
      'src/records',
      'src/access',
      'src/delivery',
      'src/receiving',
      'src/commands',
    ],
    packages: [
      '@wecom/crypto',
      '@wecom/aibot-node-sdk',
      'fast-xml-parser',
      'htmlparser2',
      'fastify',
      'lru-cache',
      'zod',
      'pino',
    ],
  },
  'bots/slack': {
    from: [
      'src/capabilities',
      'src/services',
      'src/forms',
      'src/fields',
      'src/records',
      'src/access',
      'src/delivery',
      'src/receiving',
      'src/commands',
      'src/store',
    ],
    packages: ['@slack', 'undici', 'fastify', 'lru-cache', 'zod', 'pino'],
  },
  cron: {
    from: ['src/services', 'src/policy', 'src/calendar', 'src/store', 'src/forms'],
    packages: ['node-cron'],
  },
  sandbox: {
    from: [],
    packages: [
      'fastify',
      '@fastify',
      'ws',
      'zod',
      '@slack',
      'undici',
      'preact',
      'esbuild',
      '@expo-google-fonts',
      'temporal-polyfill',
    ],
  },
}

/** Named exceptions, each with its reason. */
const allowed = new Set([
  // The inbox is the one part of the store that a bot keeps deliveries in before anybody is asked for permission.
  'bots/slack → src/store/inbox.ts',
  // Runs are claimed beside the services: the scheduler is a peer of theirs.
  'cron → src/store/jobs.ts',
  // A dry run is a transaction that is rolled back: it needs the store's own type for it.
  'cron → src/store/open-store.ts',
])

const common = [
  'src/errors.ts',
  'src/clock.ts',
  'src/meter.ts',
  'src/trace.ts',
  'src/i18n',
  'src/config.ts',
  'src/config',
]
const composers = [
  'src/compose.ts',
  'src/main.ts',
  'src/http-app.ts',
  'src/logger.ts',
  'src/config.ts',
  'src/errors.ts',
  'src/clock.ts',
  'src/meter.ts',
  'src/trace.ts',
]

const files = listSourceFiles(['src', 'bots', 'cron', 'sandbox']).filter((f) => !f.includes('/testing/'))

interface Import {
  file: string
  room: string
  target: string
  isPackage: boolean
}

const roomOf = (path: string) =>
  Object.keys(rooms)
    .sort((a, b) => b.length - a.length)
    .find((r) => path.startsWith(`${r}/`))

function* readImports(): Generator<Import> {
  for (const file of files) {
    const room = roomOf(file)
    if (!room) continue
    for (const [, specifier = ''] of readSource(file).matchAll(
      /(?:\bfrom |^import |\bimport\()'([^'\n]+)'/gm,
    )) {
      if (specifier.startsWith('node:')) continue
      const isPackage = !specifier.startsWith('.')
      yield {
        file,
        room,
        isPackage,
        target: isPackage ? specifier : normalize(join(dirname(file), specifier)),
      }
    }
  }
}

const imports = [...readImports()]

test('every file stands in a room that the table names', () => {
  expect(files.filter((f) => !roomOf(f) && !composers.includes(f))).toEqual([])
})

test('rooms import only what stands inside of them', () => {
  const wrong = imports.filter(({ room, target, isPackage }) => {
    if (isPackage || target.startsWith(`${room}/`)) return false
    if (common.some((c) => target === c || target.startsWith(`${c}/`))) return false
    if (allowed.has(`${room} → ${target}`)) return false
    const isStore = target.startsWith('src/store/') && (room === 'bots/slack' || room === 'cron')
    return isStore || !rooms[room]?.from.some((from) => target.startsWith(`${from}/`))
  })
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('a package is used in the rooms that are for it', () => {
  const wrong = imports.filter(
    ({ room, target, isPackage }) =>
      isPackage && !rooms[room]?.packages.some((p) => target === p || target.startsWith(`${p}/`)),
  )
  expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('the environment is read in one file', () => {
  const readers = files.filter((f) => f.startsWith('src/') || f.startsWith('bots/') || f.startsWith('cron/'))
  const wrong = readers.filter((f) => /\bprocess\.env\b/.test(readSource(f)))
  // Fontconfig takes its file from the environment only; the room says so and puts it back.
  expect(wrong.filter((f) => f !== 'src/config.ts' && !f.startsWith('src/pictures/'))).toEqual([])
})

test('nothing but the injected clock tells the time', () => {
  const readers = files.filter((f) => /^(src|bots|cron)\//.test(f) && f !== 'src/clock.ts')
  const wrong = readers.filter((f) => /\bDate\.now\(\)|new Date\(\)/.test(readSource(f)))
  expect(wrong).toEqual([])
})
