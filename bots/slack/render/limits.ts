/**
 * What Slack takes at most, in UTF-16 units unless said otherwise. Sources: docs.slack.dev/reference/block-kit,
 * /reference/views, /reference/methods/chat.postMessage.
 */
export const limits = {
  viewBlocks: 100,
  messageBlocks: 50,
  viewTitle: 24,
  privateMetadata: 3000,
  id: 255,
  viewBytes: 250_000,
  label: 2000,
  hint: 2000,
  inputText: 3000,
  optionText: 75,
  optionValue: 150,
  options: 100,
  tickOptions: 10,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  buttonsInBlock: 25,
  header: 150,
  plainText: 3000,
  confirmText: 300,
  alert: 200,
  altText: 2000,
  /** Advised for `text`; chat.update refuses more. */
  messageText: 4000,
  /** All texts of a message's blocks together; Slack answers msg_blocks_too_long at about 13,200. */
  messageBlockTexts: 13_000,
} as const
