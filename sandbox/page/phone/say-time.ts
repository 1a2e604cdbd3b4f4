import { formatSlackDate, isoDay, type Viewer } from '../text/format-slack-date.ts'

/** The hour for today, the day before it for everything else. @param format for another day */
export function sayTime(at: string, viewer: Viewer, format = '{date_short_pretty} {time}'): string {
  const atMs = Date.parse(at)
  const isToday = isoDay(atMs, viewer.timeZone) === isoDay(viewer.nowMs, viewer.timeZone)
  return formatSlackDate(atMs / 1000, isToday ? '{time}' : format, viewer)
}
