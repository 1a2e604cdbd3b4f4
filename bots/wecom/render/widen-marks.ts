const twins: Readonly<Record<string, string>> = {
  '*': '＊',
  _: '＿',
  '`': '｀',
  '[': '［',
  ']': '］',
  '<': '＜',
  '~': '～',
}

/**
 * What people typed must not become markup, and WeCom documents no escapes: whatever Markdown would take for a mark
 * becomes its full-width twin, which our readers take for the same when a text comes back.
 */
export const widenMarks = (text: string): string =>
  text
    .replaceAll(/[*_`[\]<~]/g, (mark) => twins[mark] ?? mark)
    .replaceAll(/^([^\S\n]*)#/gm, '$1＃')
    .replaceAll(/^([^\S\n]*)>/gm, '$1＞')
