/**
 * What somebody typed, as they typed it: Slack writes `&`, `<`, `>` as entities, and what it takes for a link as
 * `<https://…|what stood there>` (docs.slack.dev/messaging/formatting-message-text).
 */
export const unescapeText = (text: string): string =>
  text
    .replace(/<[^<>|]+\|([^<>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
