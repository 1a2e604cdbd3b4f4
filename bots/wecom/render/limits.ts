/** What WeCom takes, in bytes of UTF-8 or in characters as the name says (developer.work.weixin.qq.com 90236). */
export const limits = {
  textBytes: 2048,
  titleChars: 36,
  descriptionChars: 44,
  subtitleChars: 160,
  factNameChars: 5,
  factValueChars: 30,
  facts: 6,
  buttons: 6,
  buttonChars: 10,
  buttonKeyBytes: 1024,
} as const
