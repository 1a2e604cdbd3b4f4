import { widenMarks } from '../render/widen-marks.ts'

/** A text of ours as the smart bot's markdown, for it takes no bare text. The one thing that our texts mark up is a link. */
export function writeMarkdown(text: string): string {
  const written: string[] = []
  let end = 0
  for (const { 0: whole, 1: url = '', 2: label = '', index } of text.matchAll(link)) {
    written.push(widenMarks(text.slice(end, index)), `[${widenMarks(label)}](${url})`)
    end = index + whole.length
  }
  return [...written, widenMarks(text.slice(end))].join('')
}

const link = /<a href="([^"]+)">(.*?)<\/a>/g
