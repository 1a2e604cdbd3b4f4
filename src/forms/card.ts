import { joinLabel } from '../i18n/join-label.ts'

/**
 * The neutral card: what is told to somebody, already in their language. Every text is plain; a renderer escapes
 * it for its medium, so what people typed can never become markup.
 */
export type Card = {
  title: string
  /** The state, shown beside the title. */
  badge?: { text: string; tone: 'neutral' | 'good' | 'warning' | 'bad' }
  /** Short facts, shown two in a row. */
  facts?: readonly { label: string; value: string }[]
  /** Longer passages, each under an optional heading. */
  sections?: readonly { heading?: string; text: string }[]
  picture?: { alt: string; name: string }
  buttons?: readonly Button[]
  /** What is asked where the buttons stand apart from the words; the title, where that says it. */
  ask?: string
  /** Small print. */
  footer?: string
  /** Offered where there is room for a part of it only. */
  whole?: Button
  /** What is new about it, said on top where it could not be changed and is sent anew. */
  news?: string
  /**
   * Where it can be neither changed nor sent anew it may stand as it is: its reader has just pressed it and sees there
   * what came of it, or it still opens what is left on it.
   */
  mayStay?: boolean
  /** A newer one, or one where the reader talks now, rings for it: what stands may change or go, and is never said anew. */
  isQuiet?: boolean
  /** The clock says it, not somebody's act: where it is late it waits for an hour at which its reader may be prompted. */
  isPrompt?: boolean
}

/** The card as it is sent anew. */
export const withNews = ({ news, ...card }: Card): Card =>
  news === undefined ? card : { ...card, sections: [{ text: news }, ...(card.sections ?? [])] }

export type Button = {
  label: string
  /** For buttons that take a few characters only. */
  short?: string
  /** The line of the card's words that it is about, to the letter: where that line can carry a mark, it names the button. */
  line?: string
  tone?: 'primary' | 'danger'
  /** Asked before it takes effect. */
  confirm?: string
  /** The question that it asks before it takes effect; the answer goes with the press. */
  asks?: string
} & ({ press: Press } | { url: string })

/** What pressing a button means, decoded by every bot alike. */
export type Press =
  | { do: 'act'; recordId: string; revision: number; action: string }
  | { do: 'file'; type: string; periodKey?: string }
  /** Goes on with what was begun, in the way of the platform. */
  | { do: 'resume-draft'; formKey: string }
  /** The same on a page, where the platform's own way is another. */
  | { do: 'on-page'; formKey: string }
  /** `over`: the revision that it is put on top of by whoever has seen both versions. */
  | { do: 'send-draft'; formKey: string; over?: number }
  /** One of the options of what was asked last; the same as typing it. */
  | { do: 'answer'; formKey: string; field: string; text: string }
  | { do: 'show'; recordId: string }
  | { do: 'confirm-line' | 'correct-line' | 'discard-line'; draftKey: string }
  | { do: 'answer-line'; draftKey: string; question: string; value: string }
  | { do: 'duty'; dutyId: string; decision: 'extend' | 'excuse' | 'nudge' | 'show' }
  | { do: 'reveal'; recordId: string; purpose: 'read' | 'fill'; action?: string }
  | { do: 'link-person'; platform: string; workspace: string; platformUserId: string }
  | { do: 'link-namesakes'; platform: string; workspace: string; seen: string }
  | { do: 'requeue'; outboxId: string }
  | { do: 'page'; of: string; page: number }

export type PressOf<Do extends Press['do']> = Extract<Press, { do: Do }>

/** The card as lines of text: for notifications, search and clients that cannot show cards. */
export function cardToText(card: Card): string {
  const head = card.badge ? `${card.title} · ${card.badge.text}` : card.title
  const facts = (card.facts ?? []).map(({ label, value }) => joinLabel(label, value))
  const sections = (card.sections ?? []).map((s) => (s.heading ? `${s.heading}\n${s.text}` : s.text))
  return [
    head,
    ...facts,
    ...sections,
    ...(card.picture ? [card.picture.alt] : []),
    ...(card.footer ? [card.footer] : []),
  ].join('\n')
}
