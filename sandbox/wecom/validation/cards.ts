import { z } from 'zod'
import {
  actionMenu,
  areUnique,
  button,
  type CardLengths,
  checkbox,
  makeParts,
  OF_APPS,
  OF_ROBOTS,
  QUESTION_DESC,
  select,
  source,
  submitButton,
  target,
  taskId,
} from './card-parts.ts'
import { chars, webUrl, widths } from './rules.ts'

function noticeCards(lengths: CardLengths) {
  const { mainTitle, common, leading, emphasis, subTitle } = makeParts(lengths)
  const menu = { action_menu: actionMenu.optional(), task_id: taskId.optional() }
  const textNotice = z
    .strictObject({
      card_type: z.literal('text_notice'),
      main_title: mainTitle.partial({ title: true }).optional(),
      emphasis_content: emphasis.optional(),
      sub_title_text: subTitle.optional(),
      card_action: leading,
      ...common,
      ...menu,
    })
    .refine((card) => Boolean(card.main_title?.title || card.sub_title_text), {
      error: 'main_title.title or sub_title_text is required',
    })
    .refine(hasTaskIdForMenu, { error: 'task_id is required with action_menu' })
  const newsNotice = z
    .strictObject({
      card_type: z.literal('news_notice'),
      main_title: mainTitle,
      card_image: z
        .strictObject({
          url: webUrl,
          aspect_ratio: z.number().gt(1.3).lt(2.25).or(z.literal(1.3)).optional(),
        })
        .optional(),
      image_text_area: target(
        { title: z.string().optional(), desc: z.string().optional(), image_url: webUrl },
        false,
      ).optional(),
      vertical_content_list: z
        .array(
          z.strictObject({
            title: chars(lengths.verticalTitle, 1),
            desc: chars(lengths.verticalDesc).optional(),
          }),
        )
        .max(4)
        .optional(),
      card_action: leading,
      ...common,
      ...menu,
    })
    .refine((card) => card.card_image !== undefined || card.image_text_area !== undefined, {
      error: 'card_image or image_text_area is required',
    })
    .refine(hasTaskIdForMenu, { error: 'task_id is required with action_menu' })
  return { textNotice, newsNotice }
}

/** @param id how the card is named in callbacks; an update may leave it out */
function interactiveCards(id: z.ZodType) {
  const { mainTitle, common, subTitle } = makeParts(OF_APPS)
  const question = mainTitle.extend({ desc: chars(QUESTION_DESC).optional() })
  const replace_text = widths(10, 1).optional()
  const buttonInteraction = z.strictObject({
    card_type: z.literal('button_interaction'),
    main_title: mainTitle,
    sub_title_text: subTitle.optional(),
    action_menu: actionMenu.optional(),
    button_selection: select.optional(),
    button_list: z
      .array(button)
      .min(1)
      .max(6)
      .refine((list) => areUnique('key')(list.filter((each) => each.key !== undefined)), {
        error: 'keys must differ',
      }),
    card_action: target({ title: z.string().optional() }, false).optional(),
    task_id: id,
    replace_text,
    ...common,
  })
  const voteInteraction = z.strictObject({
    card_type: z.literal('vote_interaction'),
    source: source.optional(),
    main_title: question,
    checkbox,
    submit_button: submitButton,
    task_id: id,
    replace_text,
  })
  const multipleInteraction = z.strictObject({
    card_type: z.literal('multiple_interaction'),
    source: source.optional(),
    main_title: question,
    select_list: z
      .array(select)
      .min(1)
      .max(3)
      .refine(areUnique('question_key'), { error: 'question keys must differ' }),
    submit_button: submitButton,
    task_id: id,
    replace_text,
  })
  return { buttonInteraction, voteInteraction, multipleInteraction }
}

function hasTaskIdForMenu(card: { action_menu?: unknown; task_id?: unknown }): boolean {
  return card.action_menu === undefined || card.task_id !== undefined
}

const app = noticeCards(OF_APPS)
const robot = noticeCards(OF_ROBOTS)
const sent = interactiveCards(taskId)
const updated = interactiveCards(taskId.optional())

/** A card that the app sends. `replace_text` belongs to updates. */
export const sentCard = z
  .discriminatedUnion('card_type', [
    app.textNotice,
    app.newsNotice,
    sent.buttonInteraction,
    sent.voteInteraction,
    sent.multipleInteraction,
  ])
  .refine((card) => !('replace_text' in card), { error: 'replace_text is for updates only' })

/** A card that takes the place of one already sent. */
export const updatedCard = z.discriminatedUnion('card_type', [
  app.textNotice,
  app.newsNotice,
  updated.buttonInteraction,
  updated.voteInteraction,
  updated.multipleInteraction,
])

/** A group robot hears nothing, so it may not ask. */
export const robotCard = z
  .discriminatedUnion('card_type', [robot.textNotice, robot.newsNotice])
  .refine((card) => card.action_menu === undefined, { error: 'action_menu needs an app' })
