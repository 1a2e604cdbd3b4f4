import type { Block, BlockElement } from '../control/slack-shapes.ts'
import { useSession } from '../session/use-page.ts'

interface Props {
  source: Pick<Block & BlockElement, 'image_url' | 'slack_file' | 'alt_text'>
  class: string
}

/** A picture by its address, or one uploaded to the workspace before (`slack_file`). */
export function BlockImage({ source, class: classes }: Props) {
  const { api } = useSession()
  const id = source.slack_file && (source.slack_file.id ?? fileIdIn(source.slack_file.url))
  const address = id ? api.fileUrl(id) : source.image_url
  if (!address || !/^(https?:\/\/|data:image\/|\/)/.test(address)) return null
  return <img class={classes} src={address} alt={source.alt_text ?? ''} loading="lazy" />
}

/** Slack's file addresses carry the id: `https://files.slack.com/files-pri/T…-F…/name.png`. */
function fileIdIn(url: string | undefined): string | null {
  return /(?:-|\/)(F[A-Z0-9]{6,})(?:\/|$)/.exec(url ?? '')?.[1] ?? null
}
