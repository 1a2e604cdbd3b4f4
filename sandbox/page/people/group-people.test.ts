import { expect, it } from 'vitest'
import { account } from '../../../tests/support/account.ts'
import { groupPeople } from './group-people.ts'

it('lists teams with their leads first, everyone once, and strangers last', () => {
  const organisation = {
    name: '南湾大区',
    lead: 'shen',
    members: [],
    children: [{ name: '南湾一组', lead: 'lin', members: ['chen', 'shen', 'gone'], children: [] }],
  }
  const groups = groupPeople(organisation, ['chen', 'lin', 'shen', 'new'].map(account))
  expect(
    groups.map((group) => [group.name, group.people.map(({ account: { person } }) => person.id)]),
  ).toEqual([
    ['南湾大区', ['shen']],
    ['南湾一组', ['lin', 'chen']],
    ['', ['new']],
  ])
})
