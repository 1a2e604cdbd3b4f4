import { expect, it } from 'vitest'
import type { Person } from '../control/control-shapes.ts'
import { castTries } from './suggest-tries.ts'

const person = (id: string): Person => ({
  id,
  handle: id,
  real_name: id,
  tz: 'Asia/Shanghai',
  title: '',
  image: null,
  is_bot: false,
  deleted: false,
})
const organisation = {
  name: '南湾大区',
  lead: 'shen',
  members: [],
  children: [{ name: '南湾一组', lead: 'lin', members: ['chen'], children: [] }],
}

it('casts a rep, the lead of their team, and the plan command', () => {
  const cast = castTries(organisation, [person('shen'), person('lin'), person('chen')], null)
  expect([cast?.rep.id, cast?.lead.id, cast?.command]).toEqual(['chen', 'lin', '/plan'])
})

it('takes the first command of an app without a plan, and nobody where there is no team', () => {
  const commands = [{ command: '/echo', description: '', usageHint: '' }]
  expect(castTries(organisation, [person('lin'), person('chen')], commands)?.command).toBe('/echo')
  expect(castTries(null, [person('lin')], commands)).toBeNull()
})
