import Bowser from 'bowser'

const longestHeader = 400
const longestName = 40

/** A browser as its owner would name it, such as `Chrome, Windows`; null for what says nothing that is known. */
export function readBrowser(userAgent: string | undefined): string | null {
  if (!userAgent) return null
  const { browser, os } = Bowser.parse(userAgent.slice(0, longestHeader))
  const names = [browser.name, os.name].filter((name) => name).join(', ')
  return names.slice(0, longestName) || null
}
