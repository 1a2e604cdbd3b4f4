import { useAccounts, usePage, useText } from '../session/use-page.ts'
import { groupPeople } from './group-people.ts'
import { PersonRow } from './person-row.tsx'

/** Everyone who can be acted as, by team. */
export function PeopleRail({ onPicked }: { onPicked: () => void }) {
  const say = useText()
  const organisation = usePage((page) => page.workspace?.organisation) ?? null
  const accounts = useAccounts()
  return (
    <nav class="rail" aria-label={say('people')}>
      <h2 class="rail-title">{say('people')}</h2>
      {groupPeople(organisation, accounts).map((group) => (
        <section key={group.name} class="rail-group" aria-label={group.name}>
          {group.name && <h3>{group.name}</h3>}
          {group.people.map(({ account, isLead }) => (
            <PersonRow key={account.person.id} account={account} isLead={isLead} onPicked={onPicked} />
          ))}
        </section>
      ))}
    </nav>
  )
}
