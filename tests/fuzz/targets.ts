import type { FuzzTarget } from './fuzz-target.ts'
import { manifestTarget, moveTarget } from './moving-targets.ts'
import {
  activityTarget,
  addressTarget,
  answersTarget,
  policyTarget,
  templateTarget,
  webFormTarget,
} from './product-targets.ts'
import { csvTarget, customersTarget, xlsxTarget } from './sheet-targets.ts'
import { slackBodyTarget, slackViewTarget } from './slack-targets.ts'
import { botFrameTarget, envelopeTarget, pressTarget, xmlTarget } from './wecom-targets.ts'

/** Every decoder of what comes from outside; `npm run fuzz` runs them all. */
export const targets: readonly FuzzTarget[] = [
  slackBodyTarget,
  slackViewTarget,
  xmlTarget,
  envelopeTarget,
  botFrameTarget,
  pressTarget,
  templateTarget,
  activityTarget,
  answersTarget,
  webFormTarget,
  addressTarget,
  csvTarget,
  customersTarget,
  xlsxTarget,
  policyTarget,
  moveTarget,
  manifestTarget,
]
