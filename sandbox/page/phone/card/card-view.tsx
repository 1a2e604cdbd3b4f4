import type { PhoneMessage } from '../../control/control-shapes.ts'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { useText } from '../../session/use-page.ts'
import { usePhone } from '../phone-context.ts'
import type { TemplateCard } from '../wecom-shapes.ts'
import { CardButtons } from './card-buttons.tsx'
import { CardFacts } from './card-facts.tsx'
import { CardQuestions } from './card-questions.tsx'
import { useCardActs } from './use-card-acts.ts'

/** A template card of any kind (documents 90236, 101032), as it stands after every update. */
export function CardView({ message, card }: { message: PhoneMessage; card: TemplateCard }) {
  const acts = useCardActs(message)
  return (
    <div class="card card-template" data-card={card.card_type}>
      <CardHead card={card} onMenu={acts.press} />
      <CardBody card={card} />
      <CardFacts items={card.horizontal_content_list ?? []} />
      {message.card && (
        <>
          <CardQuestions card={card} state={message.card} onChoose={acts.choose} />
          <CardButtons card={card} state={message.card} busyKey={acts.busyKey} onPress={acts.press} />
        </>
      )}
      <CardJumps card={card} />
    </div>
  )
}

/** Where it comes from, its menu, its title; the title leads where the whole card leads. */
function CardHead({ card, onMenu }: { card: TemplateCard; onMenu: (key: string) => void }) {
  const say = useText()
  const { browse } = usePhone()
  const { source, action_menu: menu, main_title: title, card_action: action } = card
  const url = action?.type === 1 ? action.url : undefined
  const words = (
    <>
      {title?.title && <strong class="card-title">{title.title}</strong>}
      {title?.desc && <span class="card-desc">{title.desc}</span>}
    </>
  )
  return (
    <>
      {(source || menu) && (
        <div class="card-source">
          {source?.icon_url && <img src={source.icon_url} alt="" />}
          <span class={`source-${source?.desc_color ?? 0}`}>{source?.desc}</span>
          {menu && (
            <Menu
              label={menu.desc || say('moreActions')}
              icon="more"
              items={menu.action_list.map(({ key, text }) => ({
                key,
                label: text,
                onPick: () => onMenu(key),
              }))}
            />
          )}
        </div>
      )}
      {url === undefined ? (
        <div class="card-head">{words}</div>
      ) : (
        <button type="button" class="card-head" onClick={() => browse(url)}>
          {words}
        </button>
      )}
    </>
  )
}

function CardBody({ card }: { card: TemplateCard }) {
  const { browse } = usePhone()
  const { emphasis_content: emphasis, quote_area: quote, card_image: image, image_text_area: pictured } = card
  return (
    <>
      {emphasis && (
        <p class="card-emphasis">
          <strong>{emphasis.title}</strong>
          <span>{emphasis.desc}</span>
        </p>
      )}
      {image && (
        <img class="card-image" src={image.url} alt="" style={{ aspectRatio: image.aspect_ratio ?? 1.3 }} />
      )}
      {pictured && (
        <div class="card-pictured">
          <img src={pictured.image_url} alt="" />
          <span>
            <strong>{pictured.title}</strong>
            <small>{pictured.desc}</small>
          </span>
        </div>
      )}
      {quote && (
        <div class="card-quote">
          {quote.title && <strong>{quote.title}</strong>}
          {quote.quote_text && <span>{quote.quote_text}</span>}
          {quote.type === 1 && quote.url && (
            <button type="button" class="link-button" onClick={() => quote.url && browse(quote.url)}>
              {quote.url}
            </button>
          )}
        </div>
      )}
      {card.sub_title_text && <p class="card-sub">{card.sub_title_text}</p>}
      {(card.vertical_content_list ?? []).map((item, index) => (
        <p key={index} class="card-vertical">
          <strong>{item.title}</strong>
          <span>{item.desc}</span>
        </p>
      ))}
    </>
  )
}

function CardJumps({ card }: { card: TemplateCard }) {
  const { browse } = usePhone()
  const jumps = (card.jump_list ?? []).filter(({ type, url }) => type === 1 && url)
  return (
    <>
      {jumps.map((jump, index) => (
        <button key={index} type="button" class="card-jump" onClick={() => jump.url && browse(jump.url)}>
          {jump.title}
          <Icon name="forward" />
        </button>
      ))}
    </>
  )
}
