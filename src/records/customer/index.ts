import { anyOf, everyone, owner, role, supervisor } from '../../access/permissions.ts'
import { choice, longText, phone, rows, text } from '../../fields/kinds/index.ts'
import { defineWorkflow } from '../../workflow/workflow.ts'
import { defineRecordType } from '../record-type.ts'
import { texts } from './texts.ts'

const customerKinds = ['hospital', 'clinic', 'pharmacy', 'company', 'other'] as const

/** A hospital, clinic or other partner that plans, activities and referrals refer to (mission rows 0.2, 0.5). */
export default defineRecordType({
  id: 'customer',
  prefix: 'CU',
  table: 'customer',
  nameField: 'name',
  fromName: (name) => ({ name, kind: 'other', class: 'potential' }),
  texts,
  fields: {
    name: text({ required: true, max: 100 }),
    aliases: longText({ max: 500 }),
    kind: choice(customerKinds, { required: true }),
    department: text({ max: 60 }),
    phone: phone(),
    class: choice(['key', 'ordinary', 'potential']),
    contacts: rows({ name: text({ required: true, max: 60 }), title: text({ max: 60 }) }, { maxRows: 20 }),
  },
  workflow: defineWorkflow({
    initial: 'active',
    states: { active: {}, archived: { isSetAside: true } },
    actions: {
      edit: { from: ['active'], to: 'active', by: anyOf(owner, supervisor, role('admin')), edits: true },
      archive: { from: ['active'], to: 'archived', by: anyOf(supervisor, role('admin')) },
      restore: { from: ['archived'], to: 'active', by: anyOf(supervisor, role('admin')) },
    },
  }),
  access: {
    create: anyOf(role('rep'), role('supervisor'), role('admin')),
    read: everyone,
    export: anyOf(role('supervisor'), role('director'), role('admin')),
  },
  audience: [],
  list: ['name', 'kind', 'department', 'class'],
})
