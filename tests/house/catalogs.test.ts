import { expect, test } from 'vitest'
import { en } from '../../src/i18n/en/index.ts'
import { zhCN } from '../../src/i18n/zh-CN/index.ts'
import { recordTypes } from '../../src/records/registry.ts'
import { listSourceFiles, readSource } from '../support/source-files.ts'

type Tree = { readonly [key: string]: string | Tree }

/** Keys as the program uses them: the plural forms of one text are one key. */
function keysOf(tree: Tree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [prefix + key.replace(/_(one|other|few|many|zero|two)$/, '')]
      : keysOf(value, `${prefix}${key}.`),
  )
}

function textsOf(tree: Tree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)))
}

const chinese = [...new Set(keysOf(zhCN))].toSorted()
const english = [...new Set(keysOf(en))].toSorted()

test('both languages have the same keys', () => {
  expect(english).toEqual(chinese)
})

test('every key is used by the program', () => {
  const code = listSourceFiles(['src', 'bots', 'cron', 'tools'])
    .filter((f) => !f.startsWith('src/i18n/'))
    .map(readSource)
    .join('\n')
  // A key built from parts is written `a.b.${…}` and stands for all below it.
  const built = [...code.matchAll(/`([\w-]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, prefix = '']) => prefix)
  const unused = chinese.filter(
    (key) =>
      !code.includes(`'${key}'`) && !code.includes(`\`${key}\``) && !built.some((b) => key.startsWith(b)),
  )
  expect(unused).toEqual([])
})

test('both languages take the same parameters', () => {
  const paramsOf = (text: string) =>
    [...new Set([...text.matchAll(/\{\{(\w+)(?:, day)?\}\}/g)].map(([, name]) => name))].toSorted()
  const flatten = (tree: Tree, prefix = ''): [string, string][] =>
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
    )
  const zh = new Map(flatten(zhCN).map(([key, text]) => [key.replace(/_(one|other)$/, ''), paramsOf(text)]))
  const differing = flatten(en).filter(([key, text]) => {
    const wanted = zh.get(key.replace(/_(one|other)$/, ''))
    // A plural form may leave its count unsaid ("one activity").
    return JSON.stringify(wanted) !== JSON.stringify(paramsOf(text)) && !key.endsWith('_one')
  })
  expect(differing.map(([key]) => key)).toEqual([])
})

test('English texts are English and Chinese ones Chinese', () => {
  expect(textsOf(en).filter((text) => /[\u4e00-\u9fff]/.test(text) && !text.includes('中文'))).toEqual([])
  expect(
    textsOf(zhCN).filter((text) => text.replace(/{{\w+}}/g, '').length > 24 && !/[\u4e00-\u9fff]/.test(text)),
  ).toEqual([])
})

test('colons are full-width in Chinese and half-width in English', () => {
  const records = recordTypes.flatMap(({ texts }) => [texts['zh-CN']] as unknown as Tree[])
  // What is copied into a file, such as YAML between braces, keeps its own.
  const written = [zhCN, ...records].flatMap(textsOf).map((text) => text.replace(/\{\{year\}\}: \{.*\}/, ''))
  expect(written.filter((text) => /[\p{Script=Han}}”）]\s*:/u.test(text))).toEqual([])
  const english = [en, ...recordTypes.flatMap(({ texts }) => [texts.en] as unknown as Tree[])]
  expect(english.flatMap(textsOf).filter((text) => text.includes('：'))).toEqual([])
  const joined = listSourceFiles(['src', 'bots'])
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      readSource(file)
        .split('\n')
        .filter((line) => /\$\{[^}]*(?:label|heading)[^}]*\}(?:: |：)\$\{/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(joined).toEqual([])
})

test('a day is written by show-day alone, and no text has digits of its own making', () => {
  const makers = listSourceFiles(['src', 'bots'])
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => /Intl\.DateTimeFormat\(language|toLocale(?:Date|Time)String/.test(readSource(file)))
  expect(makers).toEqual(['src/i18n/show-day.ts'])
  expect(textsOf(zhCN).filter((text) => /\{\{(?:from|to|day|until|appealBy)\}\}[/月]/.test(text))).toEqual([])
})
