import { copyFile, mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const PAGE = new URL('./', import.meta.url)
const FONTS = {
  '400Regular/NotoSansSC_400Regular.ttf': 'noto-sans-sc-400.ttf',
  '700Bold/NotoSansSC_700Bold.ttf': 'noto-sans-sc-700.ttf',
}

/** Bundles the page into a folder that any file server can serve; takes well under a second. */
export async function buildPage(target: string = fileURLToPath(new URL('dist', PAGE))): Promise<void> {
  await mkdir(target, { recursive: true })
  await build({
    entryPoints: [fileURLToPath(new URL('main.tsx', PAGE)), fileURLToPath(new URL('styles/main.css', PAGE))],
    outdir: target,
    entryNames: '[name]',
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // The font lies beside the style sheet: inlined it would be ten megabytes of base64.
    external: ['*.ttf'],
    logLevel: 'warning',
  })
  for (const name of ['index.html', 'icon.svg']) await copyFile(new URL(name, PAGE), `${target}/${name}`)
  for (const [from, to] of Object.entries(FONTS)) {
    const font = fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${from}`))
    await copyFile(font, `${target}/${to}`)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage()
