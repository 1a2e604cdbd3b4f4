import { useEffect, useState } from 'preact/hooks'

/**
 * What the person has chosen, shown at once and corrected when the workspace reports something else. Messages
 * report nothing, so a choice made there stays until the message is drawn anew.
 */
export function useKept<T>(reported: T): [T, (value: T) => void] {
  const [value, setValue] = useState(reported)
  const key = JSON.stringify(reported)
  useEffect(() => setValue(JSON.parse(key ?? 'null') as T), [key])
  return [value, setValue]
}
