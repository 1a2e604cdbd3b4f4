/**
 * Does what a recipe of docs/recipes says, in a copy of the house, as a reader would: the sentence before each code
 * block says where its text goes, and blocks of commands are run.
 */
import { exec } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')

export type Step =
  | { do: 'create'; file: string; text: string }
  /** Beside the one line of the file that begins so; an entry ends where a line is indented less. */
  | { do: 'insert'; file: string; place: Place; anchor: string; text: string }
  | { do: 'run'; command: string }

type Place = 'above the line' | 'below the line' | 'below the entry'

const fence = /^([^\n]*)\n\n```(\w+)\n([\s\S]*?)^```$/gm
const createSentence = /New file `([^`]+)`.*:$/
const insertSentence =
  /In `([^`]+)`, (above the line|below the line|below the entry) (?:that begins )?with `([^`]+)`.*:$/

/** @throws Error for a block that no sentence says what to do with: it would stand there untried */
export function readRecipe(name: string): Step[] {
  const markdown = readFileSync(join(root, `docs/recipes/${name}.md`), 'utf8')
  const steps = [...markdown.matchAll(fence)].map(([, sentence = '', language, text = '']): Step => {
    const [, created] = createSentence.exec(sentence) ?? []
    if (created) return { do: 'create', file: created, text }
    const [, file, place, anchor] = insertSentence.exec(sentence) ?? []
    if (file && anchor) return { do: 'insert', file, place: place as Place, anchor, text }
    if (language === 'sh') return { do: 'run', command: text.trim() }
    throw new Error(`${name}: nothing says where the block after "${sentence}" goes`)
  })
  const fences = markdown.match(/^```\w/gm) ?? []
  if (fences.length !== steps.length) throw new Error(`${name}: a block lacks its sentence`)
  return steps
}

export interface Copy {
  dir: string
  /**
   * Returns what the commands printed.
   * @throws Error where the recipe no longer fits the house, or a command fails
   */
  follow(steps: readonly Step[]): Promise<string>
  run(command: string): Promise<string>
  remove(): void
}

const leftOut = new Set(['node_modules', '.git', 'dist', 'data', 'coverage'])

export function copyHouse(): Copy {
  const dir = mkdtempSync(join(tmpdir(), 'fieldpost-recipe-'))
  cpSync(root, dir, { recursive: true, filter: (from) => !leftOut.has(basename(from)) })
  linkPackages(join(dir, 'node_modules'))
  const run = (command: string) => runIn(dir, command)
  return {
    dir,
    run,
    follow: async (steps) => {
      let printed = ''
      for (const step of steps) {
        if (step.do === 'run') printed += await run(step.command)
        else write(dir, step)
      }
      return printed
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** One link a package, so that caches which tools keep among them are the copy's own. */
function linkPackages(to: string): void {
  mkdirSync(to)
  const from = join(root, 'node_modules')
  const packages = readdirSync(from).filter((name) => !name.startsWith('.') || name === '.bin')
  for (const name of packages) symlinkSync(join(from, name), join(to, name))
}

function write(dir: string, step: Exclude<Step, { do: 'run' }>): void {
  const path = join(dir, step.file)
  if (step.do === 'create') {
    if (existsSync(path)) throw new Error(`${step.file} is there already`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, step.text)
    return
  }
  const lines = readFileSync(path, 'utf8').split('\n')
  lines.splice(findPlace(lines, step), 0, step.text.replace(/\n$/, ''))
  writeFileSync(path, lines.join('\n'))
}

/** The index at which the text goes in. */
function findPlace(lines: readonly string[], { file, place, anchor }: Step & { do: 'insert' }): number {
  const found = lines.flatMap((line, index) => (line.trimStart().startsWith(anchor) ? [index] : []))
  const [index] = found
  if (index === undefined || found.length > 1)
    throw new Error(`${file} has ${found.length} lines that begin with ${anchor}`)
  if (place === 'above the line') return index
  if (place === 'below the line') return index + 1
  const depthOf = (line: string) => line.length - line.trimStart().length
  const depth = depthOf(lines[index] ?? '')
  return lines.findIndex((line, i) => i > index && line.trim() !== '' && depthOf(line) < depth) + 1
}

/** The same command without npm's start, and with the test files in one process: seconds on a busy machine. */
const quicken = (command: string) =>
  command
    .replace('npx vitest run', 'npx vitest run --no-isolate --maxWorkers=1')
    .replace(/\bnpx /g, 'node_modules/.bin/')

/** Without what marks this process as a test's own. */
async function runIn(cwd: string, command: string): Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV$|TEST$)/.test(name))
  const env = { ...Object.fromEntries(inherited), NO_COLOR: '1' }
  try {
    const { stdout } = await promisify(exec)(quicken(command), { cwd, env, maxBuffer: 10_000_000 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command}\n${stdout}\n${stderr}`)
  }
}
