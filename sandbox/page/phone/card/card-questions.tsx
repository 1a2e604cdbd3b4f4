import type { PhoneMessage } from '../../control/control-shapes.ts'
import { useText } from '../../session/use-page.ts'
import type { TemplateCard } from '../wecom-shapes.ts'

type State = NonNullable<PhoneMessage['card']>
type Question = State['questions'][number]

interface Props {
  card: TemplateCard
  state: State
  onChoose: (questionKey: string, ids: string[]) => void
}

/** What is chosen before a press: drop-downs, or the options of a vote. */
export function CardQuestions({ card, state, onChoose }: Props) {
  return (
    <>
      {state.questions.map((question) => {
        const chosen = state.choices[question.key] ?? []
        const props = {
          question,
          chosen,
          isClosed: state.replacedBy !== null || question.isDisabled,
          onChoose,
        }
        return card.card_type === 'vote_interaction' ? (
          <Vote key={question.key} name={`${state.taskId} ${question.key}`} {...props} />
        ) : (
          <DropDown key={question.key} {...props} />
        )
      })}
    </>
  )
}

interface QuestionProps {
  question: Question
  chosen: string[]
  isClosed: boolean
  onChoose: Props['onChoose']
}

function DropDown({ question, chosen, isClosed, onChoose }: QuestionProps) {
  const say = useText()
  return (
    <label class="card-select">
      <span>{question.title || say('choose')}</span>
      <select
        value={chosen[0]}
        disabled={isClosed}
        onChange={(event) => onChoose(question.key, [event.currentTarget.value])}
      >
        {question.options.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function Vote({ question, chosen, isClosed, onChoose, name }: QuestionProps & { name: string }) {
  const say = useText()
  const pick = (id: string, isOn: boolean) => {
    if (!question.isMultiple) return onChoose(question.key, [id])
    // In the order in which the card lists them.
    const wanted = question.options.filter((each) => (each.id === id ? isOn : chosen.includes(each.id)))
    onChoose(
      question.key,
      wanted.map((each) => each.id),
    )
  }
  return (
    <fieldset
      class="card-vote"
      aria-label={question.title || say(question.isMultiple ? 'chooseMany' : 'choose')}
    >
      {question.options.map(({ id, text }) => (
        <label key={id} class="option">
          <input
            type={question.isMultiple ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(id)}
            disabled={isClosed}
            onChange={(event) => pick(id, event.currentTarget.checked)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
