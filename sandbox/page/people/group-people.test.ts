import { expect, it } from 'vitest'
import type { Person } from '../control/control-shapes.ts'
import { groupPeople } from './group-people.ts'

const person = (id: string, rest: Partial<Person> = {}): Person => ({
  id,
  handle: id,
  real_name: id,
  tz: 'Asia/Shanghai',
  title: '',
  image: null,
  is_bot: false,
  deleted: false,
  ...rest,
})

it('lists teams with their leads first, everyone once, and strangers last', () => {
  const organisation = {
    name: '南湾大区',
    lead: 'shen',
    members: [],
    children: [{ name: '南湾一组', lead: 'lin', members: ['chen', 'shen', 'gone'], children: [] }],
  }
  const people = [
    person('chen'),
    person('lin'),
    person('shen'),
    person('new'),
    person('gone', { deleted: true }),
    person('bot', { is_bot: true }),
  ]
  const groups = groupPeople(organisation, people)
  expect(groups.map((group) => [group.name, group.people.map(({ person: { id } }) => id)])).toEqual([
    ['南湾大区', ['shen']],
    ['南湾一组', ['lin', 'chen']],
    ['', ['new']],
  ])
})
