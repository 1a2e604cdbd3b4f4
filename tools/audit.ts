/**
 * The audit at the console: `npm run audit -- verify [--head HASH]` reads the whole chain and ends with 1 where it is
 * broken, `npm run audit -- export [--from DAY] [--to DAY] FILE` writes it as JSON Lines.
 */
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { isDay } from '../src/calendar/days.ts'
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import type { Translate } from '../src/i18n/translate.ts'
import { type EventOutline, type ExaminedFault, examineAudit } from '../src/services/audit/examine-audit.ts'
import { exportAudit } from '../src/services/audit/export-audit.ts'
import type { Office } from '../src/services/office.ts'
import { readConsoleLanguage } from './console-language.ts'
import { readCall } from './read-call.ts'
import { runTool } from './run-tool.ts'

const call = readCall({
  head: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  lang: { type: 'string' },
})

await runTool(
  async (t) => {
    const { values, positionals } = call ?? { values: {}, positionals: [] }
    const [command, path] = positionals
    const { head, from, to } = values
    if (command === 'verify' && positionals.length === 1 && !from && !to) {
      if (head !== undefined && !/^[\da-f]{64}$/i.test(head)) return refuse(t('audit.badHead'))
      return withOffice((office) => verify(office, t, head?.toLowerCase()))
    }
    if (command === 'export' && path && positionals.length === 2 && head === undefined) {
      const wrong = [from, to].find((day) => day !== undefined && !isDay(day))
      if (wrong !== undefined) return refuse(t('audit.badDay', { day: wrong }))
      return withOffice((office) => write(office, t, path, { from, to }))
    }
    return refuse(t('audit.usage'))
  },
  await readConsoleLanguage(call?.values.lang),
)

function refuse(text: string): number {
  console.error(text)
  return 2
}

async function withOffice(act: (office: Office) => Promise<number>): Promise<number> {
  const { office, close } = await openOffice(readEnvironment())
  try {
    return await act(office)
  } finally {
    await close()
  }
}

async function verify(office: Office, t: Translate, noted: string | undefined): Promise<number> {
  const { count, headHash, faults, moreFaults = 0, notedSeq } = await examineAudit(office, noted)
  if (faults.length === 0) console.log(t('audit.whole', { count }))
  else console.log(t('audit.broken', { count, faults: faults.length + moreFaults }))
  for (const fault of faults) console.log(describe(fault, t))
  if (moreFaults > 0) console.log(t('audit.more', { count: moreFaults }))
  if (noted !== undefined)
    console.log(notedSeq === undefined ? t('audit.lacksHead') : t('audit.holdsHead', { seq: notedSeq }))
  console.log(`${t('audit.head', { hash: headHash || t('audit.none') })}\n${t('audit.noteIt')}`)
  return faults.length > 0 || (noted !== undefined && notedSeq === undefined) ? 1 : 0
}

function describe({ fault, before, at, after }: ExaminedFault, t: Translate): string {
  const { kind, ...where } = fault
  return [
    t(`audit.fault.${kind}`, where),
    t('audit.before', { row: outline(before, t) }),
    ...(at ? [t('audit.at', { row: outline(at, t) })] : []),
    t('audit.after', { row: outline(after, t) }),
  ].join('\n')
}

/** Ids and no answers: what the terminal keeps may be read by others. */
function outline(row: EventOutline | undefined, t: Translate): string {
  if (!row) return t('audit.none')
  const { seq, at, kind, platform, actorId, recordId, hash } = row
  return `${seq} ${at.toISOString()} ${kind} ${platform} ${actorId ?? '-'} ${recordId ?? '-'} ${hash}`
}

async function write(
  office: Office,
  t: Translate,
  path: string,
  span: { from: string | undefined; to: string | undefined },
): Promise<number> {
  // An export that was handed over is not written over.
  if (existsSync(path)) {
    console.error(t('audit.isThere', { path }))
    return 1
  }
  // The file gets its name when it is whole.
  const unfinished = `${path}.unfinished`
  const file = await open(unfinished, 'w', 0o600).catch(() => undefined)
  if (!file) {
    console.error(t('audit.notWritten', { path }))
    return 1
  }
  try {
    const exported = await exportAudit(office, span)
    if (!exported) {
      console.log(t('audit.nothing'))
      return 0
    }
    for await (const lines of exported.lines) await file.appendFile(lines)
    await file.sync()
    await rename(unfinished, path)
    const { firstSeq, lastSeq, count } = exported
    console.log(t('audit.exported', { firstSeq, lastSeq, count, path }))
    return 0
  } finally {
    await file.close()
    await rm(unfinished, { force: true })
  }
}
