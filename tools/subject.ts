/**
 * A patient's requests (PIPL art. 45 and 47): `npm run subject -- show` says what is held of them, `forget` deletes who
 * they were. Ends with 1 where something was not done.
 */
import { text } from 'node:stream/consumers'
import type { Actor } from '../src/access/actor.ts'
import { localOf } from '../src/calendar/zones.ts'
import { openOffice } from '../src/compose.ts'
import { readEnvironment } from '../src/config.ts'
import { joinLabel } from '../src/i18n/join-label.ts'
import type { Translate } from '../src/i18n/translate.ts'
import { consolePlatform, type Office } from '../src/services/office.ts'
import { findAdministrator } from '../src/services/subject/find-administrator.ts'
import { forgetSubject } from '../src/services/subject/forget-subject.ts'
import type { SubjectRequest } from '../src/services/subject/read-sought.ts'
import { showSubject } from '../src/services/subject/show-subject.ts'
import { readConsoleLanguage } from './console-language.ts'
import { readCall } from './read-call.ts'
import { runTool } from './run-tool.ts'

const option = { type: 'string' } as const
const call = readCall({
  ...{ phone: option, name: option, by: option, reason: option, lang: option },
  values: { type: 'boolean' },
})

await runTool(
  async (t, language) => {
    const { by, reason, values: withValues = false } = call?.values ?? {}
    const [command, ...rest] = call?.positionals ?? []
    const isKnown = command === 'show' || (command === 'forget' && !withValues)
    if (!isKnown || rest.length > 0 || by === undefined || reason === undefined) {
      console.error(t('subject.usage'))
      return 2
    }
    const { office, close } = await openOffice(readEnvironment())
    try {
      const administrator = await findAdministrator(office, by)
      if (!administrator) {
        console.error(t('subject.noAdministrator', { handle: by }))
        return 1
      }
      // What is printed is in the console's language, whatever the administrator's own.
      const actor = { ...administrator, language }
      const request = { ...(await readPerson()), reason, platform: consolePlatform }
      return command === 'show'
        ? await show(office, actor, { ...request, withValues }, t)
        : await forget(office, actor, request, t)
    } finally {
      await close()
    }
  },
  await readConsoleLanguage(call?.values.lang),
)

/** From standard input where the command does not say it: a command is seen by others and remembered by the shell. */
async function readPerson(): Promise<{ phone: string; name: string | undefined }> {
  const { phone, name } = call?.values ?? {}
  if (phone !== undefined) return { phone, name }
  const [first = '', second] = (await text(process.stdin)).split(/\r?\n/)
  return { phone: first, name: name ?? second }
}

async function show(
  office: Office,
  actor: Actor,
  request: SubjectRequest & { withValues: boolean },
  t: Translate,
): Promise<number> {
  const { records, others } = await showSubject(office, actor, request)
  const { zone } = office.policies.current()
  for (const { number, status, createdAt, kept, keptUntil, mustKeepUntil } of records) {
    console.log(t('subject.record', { number, status, day: localOf(createdAt, zone).day }))
    const fields = kept.map(({ label, value }) => (value === undefined ? label : joinLabel(label, value)))
    console.log(t('subject.kept', { fields: fields.join(actor.language === 'en' ? ', ' : '、') }))
    console.log(t('subject.until', { day: keptUntil }))
    if (mustKeepUntil) console.log(t('subject.mustKeep', { day: mustKeepUntil }))
  }
  if (others > 0) console.log(t('subject.others', { count: others }))
  console.log(t(records.length > 0 ? 'subject.recorded' : 'subject.nobody'))
  return records.length > 0 ? 0 : 1
}

async function forget(office: Office, actor: Actor, request: SubjectRequest, t: Translate): Promise<number> {
  const { forgotten, refused } = await forgetSubject(office, actor, request)
  for (const { number, from } of refused) console.log(t('subject.refused', { number, day: from }))
  if (forgotten.length > 0) {
    console.log(t('subject.forgotten', { numbers: forgotten.join(' ') }))
    console.log(t('subject.backups'))
  }
  if (forgotten.length + refused.length === 0) console.log(t('subject.nobody'))
  return refused.length > 0 || forgotten.length === 0 ? 1 : 0
}
