import { useSession } from '../../session/use-page.ts'
import { usePhone } from '../phone-context.ts'
import type { HorizontalItem } from '../wecom-shapes.ts'

/** Names and values in two columns; a value may be a page, a file or a member. */
export function CardFacts({ items }: { items: HorizontalItem[] }) {
  if (items.length === 0) return null
  return (
    <dl class="card-facts">
      {items.map((item, index) => (
        <div key={index}>
          <dt>{item.keyname}</dt>
          <dd>
            <FactValue item={item} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FactValue({ item }: { item: HorizontalItem }) {
  const session = useSession()
  const { browse, refs } = usePhone()
  const { type, url, media_id: mediaId, userid } = item
  if (type === 1 && url) {
    return (
      <button type="button" class="link-button" onClick={() => browse(url)}>
        {item.value ?? url}
      </button>
    )
  }
  if (type === 2 && mediaId) {
    return (
      <a href={session.api.mediaUrl(mediaId)} download onClick={(event) => event.stopPropagation()}>
        {item.value}
      </a>
    )
  }
  if (type === 3 && userid)
    return <span class="phone-mention">{item.value ?? refs.userName(userid) ?? userid}</span>
  return <>{item.value}</>
}
