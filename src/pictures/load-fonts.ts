import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const FONT_FAMILY = 'Noto Sans SC'

/** Absolute paths of the two weights that the pictures use. */
export interface FontFiles {
  regular: string
  bold: string
}

/** Finds the font package from wherever this module runs, source or dist. */
export function findFontFiles(): FontFiles {
  const locate = (file: string) =>
    fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${file}`))
  return {
    regular: locate('400Regular/NotoSansSC_400Regular.ttf'),
    bold: locate('700Bold/NotoSansSC_700Bold.ttf'),
  }
}

/**
 * Runs `drawFirstText` while FONTCONFIG_FILE names a file that knows our two weights and nothing else, so
 * that a picture looks the same on every machine. Fontconfig reads the variable once, with the first text
 * that the process draws, and never looks again: afterwards the variable is put back, for the sake of
 * child processes, and the file is removed. Main thread only: a worker's process.env is a copy that native
 * code never sees. This is the one place outside src/config.ts that touches process.env: it passes a value
 * to a native library that takes it no other way.
 */
export async function loadFonts(fonts: FontFiles, drawFirstText: () => Promise<unknown>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldpost-fonts-'))
  const before = process.env.FONTCONFIG_FILE
  try {
    const file = join(folder, 'fonts.conf')
    await writeFile(file, toFontconfig([dirname(fonts.regular), dirname(fonts.bold)], join(folder, 'cache')))
    process.env.FONTCONFIG_FILE = file
    await drawFirstText()
  } finally {
    if (before === undefined) delete process.env.FONTCONFIG_FILE
    else process.env.FONTCONFIG_FILE = before
    await rm(folder, { recursive: true, force: true })
  }
}

/** The text of the file. Paths with &, < or > are fine. */
export function toFontconfig(fontFolders: string[], cacheFolder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...fontFolders.map((folder) => `  <dir>${escapeXml(folder)}</dir>`),
    `  <cachedir>${escapeXml(cacheFolder)}</cachedir>`,
    // Without this fontconfig checks every 30 seconds whether its files have changed.
    '  <config><rescan><int>0</int></rescan></config>',
    '</fontconfig>',
    '',
  ].join('\n')
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
