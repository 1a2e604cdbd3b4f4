import { cards } from './cards.ts'
import { commands } from './commands.ts'
import { duties } from './duties.ts'
import { errors } from './errors.ts'
import { fields } from './fields.ts'
import { forms } from './forms.ts'
import { imports } from './imports.ts'
import { lines } from './lines.ts'
import { people } from './people.ts'
import { records } from './records.ts'
import { slack } from './slack.ts'
import { web } from './web.ts'

export const zhCN = {
  cards,
  commands,
  duties,
  errors,
  fields,
  forms,
  imports,
  lines,
  people,
  records,
  slack,
  web,
} as const
