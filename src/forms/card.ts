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
  /** Small print. */
  footer?: string
}

export type Button = {
  label: string
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
  | { do: 'resume-draft' | 'send-draft'; formKey: string }
  | { do: 'show'; recordId: string }
  | { do: 'confirm-line' | 'correct-line' | 'discard-line'; draftKey: string }
  | { do: 'answer-line'; draftKey: string; question: string; value: string }
  | { do: 'duty'; dutyId: string; decision: 'extend' | 'excuse' | 'nudge' | 'show' }
  | { do: 'reveal'; recordId: string; purpose: 'read' | 'fill'; action?: string }
  | { do: 'link-person'; platform: string; workspace: string; platformUserId: string }
  | { do: 'requeue'; outboxId: string }
  | { do: 'page'; of: string; page: number }

export type PressOf<Do extends Press['do']> = Extract<Press, { do: Do }>

/** The card as lines of text: for notifications, search and clients that cannot show cards. */
export function cardToText(card: Card): string {
  const head = card.badge ? `${card.title} · ${card.badge.text}` : card.title
  const facts = (card.facts ?? []).map((f) => `${f.label}: ${f.value}`)
  const sections = (card.sections ?? []).map((s) => (s.heading ? `${s.heading}\n${s.text}` : s.text))
  return [
    head,
    ...facts,
    ...sections,
    ...(card.picture ? [card.picture.alt] : []),
    ...(card.footer ? [card.footer] : []),
  ].join('\n')
}
