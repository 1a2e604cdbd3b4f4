import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { jobs } from '../../cron/jobs/index.ts'
import { commands } from '../../src/commands/commands.ts'
import { variables } from '../../src/config.ts'
import { policySchema } from '../../src/policy/schema.ts'
import { listSourceFiles, readSource } from '../support/source-files.ts'

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .map((name) => `docs/${name}`)
    .filter((name) => name.endsWith('.md')),
].toSorted()

const withoutBlocks = (markdown: string) => markdown.replace(/^```[\s\S]*?^```$/gm, '')
const read = (file: string) => readFileSync(file, 'utf8')

/** What stands between single backticks, and commands in blocks line by line. */
const codeOf = (markdown: string) => [
  ...[...withoutBlocks(markdown).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
  ...[...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  ),
]

/** As GitHub makes them. */
const anchorsOf = (markdown: string) =>
  [...withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const scripts = Object.keys(JSON.parse(read('package.json')).scripts as Record<string, string>)
const rooms = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory())
/** Begins with a folder of the house, or with a dot as `.ci/run` does, and is a path and nothing else. */
const pathPattern = new RegExp(
  `^(?:${rooms.map(({ name }) => name.replace('.', '\\.')).join('|')})/[\\w./-]*$`,
)
const ownRooms = ['src', 'bots', 'cron', 'sandbox', 'tools', 'tests', 'bench']
const namesBelow = (room: string) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' }).map((path) => basename(path))
/** What comes into being by running, or only in a company's own copy. */
const madeLater = /^(data|dist|node_modules)\/|^policies\/next\.yaml$/
/** Variables of other programs. */
const foreignVariables = ['MALLOC_ARENA_MAX', 'POSTGRES_PASSWORD', 'SITE']
const fileNames = new Set(ownRooms.flatMap(namesBelow))
const toolVariables = listSourceFiles(['tools', 'tests/support', 'bench']).map(readSource).join('\n')

describe.each(documents)('%s', (file) => {
  const markdown = read(file)
  const code = codeOf(markdown)
  // A recipe speaks of files that it makes.
  const made = [...markdown.matchAll(/New file `([^`]+)`/g)].map(([, path]) => path)

  it('links to what is there', () => {
    const broken = [...withoutBlocks(markdown).matchAll(/\]\(([^)\s]+)\)/g)].filter(([, target = '']) => {
      if (/^https?:/.test(target)) return false
      const [path = '', anchor] = target.split('#')
      const to = path === '' ? file : normalize(join(dirname(file), path))
      if (!existsSync(to)) return true
      return anchor !== undefined && !anchorsOf(read(to)).includes(anchor)
    })
    expect(broken.map(([, target]) => target)).toEqual([])
  })

  it('names files that exist', () => {
    const paths = code.flatMap((text) => text.split(' ')).filter((word) => pathPattern.test(word))
    expect(paths.filter((p) => !existsSync(p) && !made.includes(p) && !madeLater.test(p))).toEqual([])
    const bare = code.filter((text) => /^[\w.-]+\.tsx?$/.test(text))
    expect(bare.filter((name) => !fileNames.has(name))).toEqual([])
  })

  it('names commands that exist', () => {
    const named = code.flatMap((text) => [...text.matchAll(/npm (?:run ([\w:]+)|(start|test))/g)])
    expect(named.map(([, run, own]) => run ?? own).filter((s) => !scripts.includes(s ?? ''))).toEqual([])
    const jobsNamed = code.flatMap((text) => [...text.matchAll(/npm run job -- ([a-z-]+)/g)])
    const known = [...jobs.map(({ id }) => id as string), ...(made.length > 0 ? ['remind-drafts'] : [])]
    expect(jobsNamed.map(([, id]) => id ?? '').filter((id) => !known.includes(id))).toEqual([])
  })

  it('names variables that the program reads', () => {
    const named = code.flatMap((text) => text.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [])
    const isRead = (name: string) =>
      name in variables || foreignVariables.includes(name) || toolVariables.includes(`.${name}`)
    expect(named.filter((name) => !isRead(name))).toEqual([])
  })
})

test('every decision that the code or a document cites is written, and listed', () => {
  const files = readdirSync('docs/decisions').filter((name) => /^\d{4}-/.test(name))
  const numbers = files.map((name) => name.slice(0, 4))
  const cited = listSourceFiles(ownRooms)

    .flatMap((source) => [...readSource(source).matchAll(/docs\/decisions\/(\d{4})/g)])
    .map(([, number]) => number ?? '')
  expect(cited.filter((number) => !numbers.includes(number))).toEqual([])
  const index = read('docs/decisions/README.md')
  expect(files.filter((name) => !index.includes(`(${name})`))).toEqual([])
})

test('the operator’s pages speak of every variable, job and section of the policy', () => {
  const operations = read('docs/operations.md')
  expect(Object.keys(variables).filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
  expect(jobs.filter(({ id }) => !operations.includes(`\`${id}\``)).map(({ id }) => id)).toEqual([])
  const policy = read('docs/policy.md')
  const sections = Object.keys(policySchema.shape)
  expect(sections.filter((section) => !policy.includes(`\`${section}\``))).toEqual([])
})

test('the README fits a screen or two, and shows commands that people can type', () => {
  const readme = read('README.md')
  expect(readme.split('\n').length).toBeLessThanOrEqual(120)
  const typed = [...readme.matchAll(/`\/(\w+)(?: [^`]*)?`/g)].map(([, word]) => word ?? '')
  expect(typed.length).toBeGreaterThan(0)
  expect(typed.filter((word) => !commands.some(({ id }) => id === word))).toEqual([])
})
