import { describe, expect, it } from 'vitest'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world } = useWecomWorld()

describe('contacts', () => {
  it('show names and departments and nothing else', async () => {
    const get = (method: string, query: Record<string, string> = {}) => world().call(method, undefined, query)
    const chen = await get('user/get', { userid: 'ChenXiaoman' })
    expect(chen).toMatchObject({ userid: 'ChenXiaoman', name: '陈小满', is_leader_in_dept: [0] })
    expect(Object.keys(chen)).not.toEqual(expect.arrayContaining(['mobile']))
    expect(JSON.stringify(chen)).not.toContain('@')
    const { department } = await get('department/list')
    expect(department).toEqual([
      { id: 1, name: '南湾医药', parentid: 0, order: 100_000_000 },
      { id: 2, name: '南湾大区', parentid: 1, order: 99_999_998 },
      { id: 3, name: '南湾一组', parentid: 2, order: 99_999_997 },
      { id: 4, name: '清溪二组', parentid: 2, order: 99_999_996 },
      { id: 5, name: '支持', parentid: 2, order: 99_999_995 },
    ])
    const { userlist } = await get('user/simplelist', { department_id: '3' })
    expect(userlist).toEqual([
      { userid: 'LinZhixia', name: '林知夏', department: [3] },
      { userid: 'ChenXiaoman', name: '陈小满', department: [3] },
      { userid: 'XuJiamu', name: '许嘉木', department: [3] },
      { userid: 'FangQing', name: '方晴', department: [3] },
    ])
    const all = await get('user/simplelist', { department_id: '1', fetch_child: '1' })
    expect(all.userlist).toHaveLength(13)
    expect((await get('department/simplelist', { id: '3' })).department_id).toHaveLength(1)
  })

  it('hide whoever is outside of the app’s range', async () => {
    await world().wecom.members.change('fang', { visible: false })
    const get = (method: string, query: Record<string, string>) => world().call(method, undefined, query)
    expect(await get('user/get', { userid: 'FangQing' })).toMatchObject({ errcode: 60011 })
    expect(await get('user/get', { userid: 'nobody' })).toMatchObject({ errcode: 60111 })
    expect(await get('user/get', {})).toMatchObject({ errcode: 41009 })
    expect(await get('user/simplelist', { department_id: '77' })).toMatchObject({ errcode: 60003 })
    expect((await get('user/simplelist', { department_id: '3' })).userlist).toHaveLength(3)
  })
})
