import { expect, it } from 'vitest'
import { account } from '../../../tests/support/account.ts'
import { castTries } from './suggest-tries.ts'

const organisation = {
  name: '南湾大区',
  lead: 'shen',
  members: [],
  children: [{ name: '南湾一组', lead: 'lin', members: ['chen'], children: [] }],
}

it('casts a rep, the lead of their team, and the plan command', () => {
  const cast = castTries(organisation, [account('shen'), account('lin'), account('chen')], null)
  expect([cast?.rep.person.id, cast?.lead.person.id, cast?.command]).toEqual(['chen', 'lin', '/plan'])
})

it('takes the first command of an app without a plan, and nobody where there is no team', () => {
  const commands = [{ command: '/echo', description: '', usageHint: '' }]
  expect(castTries(organisation, [account('lin'), account('chen')], commands)?.command).toBe('/echo')
  expect(castTries(null, [account('lin')], commands)).toBeNull()
})
