/**
 * WeCom's own objects as far as a phone shows them (documents 90236, 99110). The sandbox has validated them already,
 * so the page reads loosely and skips what it does not know.
 */
export interface MessageBody {
  content?: string
  title?: string
  description?: string
  url?: string
  btntxt?: string
  media_id?: string
  filename?: string
  /** bytes */
  size?: number
  base64?: string
  mentioned_list?: string[]
  articles?: Article[]
}

export interface Article {
  title: string
  description?: string
  url: string
  picurl?: string
}

/** What leads somewhere: 1 a page, 2 a mini program. */
export interface Jump {
  type?: number
  url?: string
  title?: string
}

interface Titled {
  title?: string
  desc?: string
}

export interface HorizontalItem {
  /** 1 a page, 2 a file, 3 a member */
  type?: number
  keyname: string
  value?: string
  url?: string
  media_id?: string
  userid?: string
}

export interface TemplateCard {
  card_type: string
  source?: { icon_url?: string; desc?: string; desc_color?: number }
  action_menu?: { desc?: string; action_list: { text: string; key: string }[] }
  main_title?: Titled
  emphasis_content?: Titled
  quote_area?: Jump & { quote_text?: string }
  sub_title_text?: string
  card_image?: { url: string; aspect_ratio?: number }
  image_text_area?: Jump & { desc?: string; image_url: string }
  vertical_content_list?: { title: string; desc?: string }[]
  horizontal_content_list?: HorizontalItem[]
  jump_list?: (Jump & { title: string })[]
  card_action?: Jump
  button_selection?: { question_key: string }
  button_list?: CardButton[]
}

export interface CardButton {
  /** 1 leads to a page */
  type?: number
  text: string
  /** 1 to 4 */
  style?: number
  key?: string
  url?: string
}
