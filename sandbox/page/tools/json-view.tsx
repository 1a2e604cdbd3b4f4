import { useState } from 'preact/hooks'
import { useText } from '../session/use-page.ts'
import { splitJson } from './split-json.ts'

/** Pretty JSON with its kinds of words in colour, and a way to copy it. */
export function JsonView({ title, value }: { title: string; value: unknown }) {
  const say = useText()
  const [isCopied, setCopied] = useState(false)
  if (value === null || value === undefined || value === '') return null
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <section class="json">
      <h4>
        {title}
        <button type="button" class="link-button" onClick={copy}>
          {say(isCopied ? 'copied' : 'copy')}
        </button>
      </h4>
      <pre>
        {splitJson(text).map((piece, index) => (
          <span key={index} class={piece.kind === 'other' ? undefined : `json-${piece.kind}`}>
            {piece.text}
          </span>
        ))}
      </pre>
    </section>
  )
}
