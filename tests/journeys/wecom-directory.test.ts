import { describe, expect, it } from 'vitest'
import { patience } from '../support/patience.ts'
import { overhear } from './support/wecom/overhear.ts'
import { useWorld } from './world.ts'

describe('the directory of a company in WeCom', () => {
  const world = useWorld('sqlite', { team: 'wecom', without: ['清溪二组'] })
  const { following, saying } = overhear(world)
  const department = async (name: string) => {
    const found = (await world().wecom.state()).departments.find((each) => each.name === name)
    if (!found) throw new Error(`no department ${name}`)
    return found.id
  }

  it('is proposed by names to the administrator, who links all with one press that is asked about', async () => {
    const { wecom, importPeople } = world()
    await importPeople('姓名,邮箱,工号,团队,角色\n韦青禾,wei.qinghe@fieldpost.example,S105,南湾一组,销售代表')
    const departments = [await department('南湾一组')]
    const proposal = await following(
      'song',
      () => wecom.members.add({ userid: 'WeiQinghe', name: '韦青禾', departments }),
      { press: '全部对应' },
    )
    expect(proposal.words).toContain('韦青禾（账号 WeiQinghe，南湾一组）')
    const asked = await following('song', () => proposal.press('全部对应'), { press: '确定' })
    await following('WeiQinghe', () => asked.press('确定'), '账号已经对应好')
    await saying('WeiQinghe', '周计划', '本周目标')
  })

  it('links whose account is their employee number without asking anybody', async () => {
    const { wecom, importPeople } = world()
    await importPeople('姓名,邮箱,工号,团队,角色\n白露,bai.lu@fieldpost.example,S106,南湾一组,销售代表')
    await wecom.members.add({ userid: 's106', name: '小白' })
    await expect
      .poll(
        async () => {
          await wecom.as('s106').say('帮助')
          return (await wecom.as('s106').messages()).map(({ words }) => words).join()
        },
        { ...patience, interval: 1_000 },
      )
      .toContain('日志')
  })

  it('takes the account from who is gone, so that whoever is given its name does not come in as them', async () => {
    const { wecom, calm } = world()
    await wecom.members.remove('WeiQinghe')
    await calm()
    await wecom.members.add({ userid: 'WeiQinghe', name: '另一位' })
    await following('song', () => wecom.as('WeiQinghe').say('我的'), '另一位')
  })
})
