import { access, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findFontFiles, loadFonts, toFontconfig } from './load-fonts.ts'

describe('loadFonts', () => {
  it('tells fontconfig of our two weights and of no other font', async () => {
    const files = findFontFiles()
    let config = ''
    await loadFonts(files, async () => {
      config = await readFile(process.env.FONTCONFIG_FILE ?? '', 'utf8')
    })
    const folders = [...config.matchAll(/<dir>(.*)<\/dir>/g)].map((match) => match[1])
    expect(folders).toEqual([dirname(files.regular), dirname(files.bold)])
    expect(config).not.toContain('<include')
  })

  it('cleans up and puts the variable back even when the first text fails', async () => {
    const before = process.env.FONTCONFIG_FILE
    let file = ''
    const failing = loadFonts(findFontFiles(), async () => {
      file = process.env.FONTCONFIG_FILE ?? ''
      throw new Error('no text today')
    })
    await expect(failing).rejects.toThrow('no text today')
    expect(process.env.FONTCONFIG_FILE).toBe(before)
    await expect(access(dirname(file))).rejects.toThrow('ENOENT')
  })
})

describe('toFontconfig', () => {
  it('escapes what XML would take for markup in a path', () => {
    expect(toFontconfig(['/srv/a&b <c>'], '/tmp/x')).toContain('<dir>/srv/a&amp;b &lt;c&gt;</dir>')
  })
})
