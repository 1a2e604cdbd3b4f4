import type { WecomConfig } from '../../../src/config/wecom.ts'
import type { Translate } from '../../../src/i18n/translate.ts'
import { type Finding, well } from '../../../src/services/doctor/finding.ts'
import { createRobots } from '../client/robot-client.ts'
import type { WecomClient } from '../client/wecom-client.ts'
import { findTrouble, reasonOf } from '../find-trouble.ts'
import { type Channels, chatIdOf, listTeamChannels, type TeamChannel } from './team-channel.ts'

/** Whether what teams are written to is there. Nothing is posted. */
export async function checkChannels(
  { client, config, channels }: { client: WecomClient; config: WecomConfig; channels: Channels },
  t: Translate,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const channel of listTeamChannels(channels))
    findings.push(await checkChannel(client, config, channel, t))
  return findings
}

async function checkChannel(
  client: WecomClient,
  config: WecomConfig,
  channel: TeamChannel,
  t: Translate,
): Promise<Finding> {
  const name = channel.kind === 'robot' ? channel.robot : channel.name
  try {
    if (channel.kind === 'robot') {
      await createRobots(config).check(name)
      return well(t('wecom.doctor.robot', { name }))
    }
    const group = await client.groups.find(chatIdOf(config, name))
    return well(
      group
        ? t('wecom.doctor.group', { name, count: group.userlist.length })
        : t('wecom.doctor.groupToCome', { name }),
    )
  } catch (error) {
    return findTrouble(t, t('wecom.doctor.channel', { name, reason: reasonOf(error) }), error)
  }
}
