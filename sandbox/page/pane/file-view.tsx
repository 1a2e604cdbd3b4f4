import type { SlackFile } from '../control/slack-shapes.ts'
import { Icon } from '../parts/icon.tsx'
import { useSession, useText } from '../session/use-page.ts'

/** A picture is shown, any other file is offered to open. */
export function FileView({ file }: { file: SlackFile }) {
  const { api } = useSession()
  const say = useText()
  const address = api.fileUrl(file.id)
  const name = file.title || file.name
  if (file.mimetype.startsWith('image/')) {
    return (
      <figure class="file-picture">
        <figcaption>{name}</figcaption>
        <a href={address} target="_blank" rel="noopener noreferrer" aria-label={say('download', { name })}>
          <img src={address} alt={name} loading="lazy" />
        </a>
      </figure>
    )
  }
  return (
    <a class="file-card" href={address} target="_blank" rel="noopener noreferrer">
      <Icon name="file" />
      <span>
        <strong>{name}</strong>
        <small>{writeSize(file.size)}</small>
      </span>
    </a>
  )
}

function writeSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
