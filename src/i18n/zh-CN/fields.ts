export const fields = {
  required: '请填写此项。',
  unknown: '表单里没有这一项。',
  notText: '请填写文字。',
  tooLong: '最多 {{max}} 个字，现在有 {{length}} 个。',
  notWholeNumber: '请填写整数，例如 12。',
  notNumber: '请填写数字，最多 {{places}} 位小数，例如 1234.5。',
  tooSmall: '不能小于 {{min}}。',
  tooLarge: '不能大于 {{max}}。',
  notDate: '请填写日期，例如 2026-11-16 或 11月16日。',
  notTime: '请填写时间，例如 09:30。',
  notAChoice: '请从选项中选择。',
  notFound: '没有找到，请输入名称后从列表中选择。',
  notPhone:
    '这不像电话号码。手机写 11 位，例如 13800138000；座机带区号，例如 0755-88881234；境外号码以 + 和国家代码开头。',
  holdsIdentity:
    '这里不能写电话或身份证号。患者的姓名、电话填在转诊的安全页面（“填写患者身份”），客户的电话写在客户档案里。',
  namesPatient: '这里不能写患者是谁。请写成“患者”，姓名和病情填在转诊的安全页面（“填写患者身份”）。',
  notRows: '请逐行填写。',
  tooManyRows: '最多 {{max}} 行。',
  yes: '是',
  no: '否',
} as const
