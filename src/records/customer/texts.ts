import type { RecordType } from '../record-type.ts'

export const texts: RecordType['texts'] = {
  'zh-CN': {
    label: '客户',
    fields: {
      name: '名称',
      aliases: '简称',
      kind: '类别',
      department: '科室',
      phone: '电话',
      class: '等级',
      contacts: '联系人',
      'contacts.name': '姓名',
      'contacts.title': '职务',
    },
    hints: { aliases: '大家平时怎么叫，一行一个。' },
    options: {
      kind: { hospital: '医院', clinic: '诊所', pharmacy: '药房', company: '公司', other: '其他' },
      class: { key: '重点', ordinary: '普通', potential: '潜在' },
    },
    states: { active: '有效', archived: '已归档' },
    actions: { edit: '修改', archive: '归档', restore: '恢复' },
  },
  en: {
    label: 'Customer',
    fields: {
      name: 'Name',
      aliases: 'Short names',
      kind: 'Kind',
      department: 'Department',
      phone: 'Phone',
      class: 'Class',
      contacts: 'Contacts',
      'contacts.name': 'Name',
      'contacts.title': 'Title',
    },
    hints: { aliases: 'What people call it, one a line.' },
    options: {
      kind: {
        hospital: 'Hospital',
        clinic: 'Clinic',
        pharmacy: 'Pharmacy',
        company: 'Company',
        other: 'Other',
      },
      class: { key: 'Key', ordinary: 'Ordinary', potential: 'Potential' },
    },
    states: { active: 'Active', archived: 'Archived' },
    actions: { edit: 'Edit', archive: 'Archive', restore: 'Restore' },
  },
}
