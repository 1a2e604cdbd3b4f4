/**
 * What WeCom takes, in bytes of UTF-8, in characters or in the width of Chinese characters, as the name says
 * (developer.work.weixin.qq.com 90236; of robots 99110).
 */
export const limits = {
  textBytes: 2048,
  robotMarkdownBytes: 4096,
  robotPictureBytes: 2 * 1024 * 1024,
  titleChars: 36,
  descriptionChars: 44,
  subtitleChars: 160,
  factNameWidth: 5,
  factValueChars: 30,
  facts: 6,
  buttons: 6,
  buttonWidth: 10,
  buttonKeyBytes: 1024,
} as const

/** In Chinese characters, of which a Latin letter is half: a button takes ten of the one or twenty of the other. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter < '\u0250' ? 0.5 : 1), 0)
