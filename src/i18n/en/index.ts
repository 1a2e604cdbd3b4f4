import { alerts } from './alerts.ts'
import { audit } from './audit.ts'
import { cards } from './cards.ts'
import { chat } from './chat.ts'
import { commands } from './commands.ts'
import { compliance } from './compliance.ts'
import { digests } from './digests.ts'
import { doctor } from './doctor.ts'
import { duties } from './duties.ts'
import { errors } from './errors.ts'
import { fields } from './fields.ts'
import { forms } from './forms.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { keys } from './keys.ts'
import { lines } from './lines.ts'
import { messages } from './messages.ts'
import { metrics } from './metrics.ts'
import { moving } from './moving.ts'
import { outcomes } from './outcomes.ts'
import { people } from './people.ts'
import { records } from './records.ts'
import { referrals } from './referrals.ts'
import { refusals } from './refusals.ts'
import { restore } from './restore.ts'
import { slack } from './slack.ts'
import { subject } from './subject.ts'
import { web } from './web.ts'
import { wecom } from './wecom.ts'

export const en = {
  audit,
  alerts,
  cards,
  chat,
  commands,
  compliance,
  digests,
  doctor,
  duties,
  errors,
  fields,
  forms,
  home,
  imports,
  keys,
  lines,
  messages,
  metrics,
  moving,
  outcomes,
  people,
  records,
  referrals,
  refusals,
  restore,
  slack,
  subject,
  web,
  wecom,
} as const
