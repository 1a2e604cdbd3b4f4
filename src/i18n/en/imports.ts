export const imports = {
  tooBig: 'The file is too big: at most {{megabytes}} MB.',
  empty: 'The file holds no data: the first line is the headings, what follows the contents.',
  tooManyRows: 'At most {{max}} lines at a time. Please split the file.',
  unknownColumn: 'Unknown column “{{column}}”. Known columns: {{known}}.',
  unreadable: 'The file cannot be read. Save it as CSV in UTF-8 or as XLSX.',
  missing: '“{{column}}” is missing.',
  badEmail: '“{{value}}” is not an e-mail address.',
  needsEmailOrNumber: 'Give an e-mail or an employee number, to tell who it is.',
  badZone: '“{{value}}” is not a time zone; use a name such as Asia/Shanghai.',
  badLanguage: 'The language “{{value}}” is not supported; use 中文 or English.',
  badRole: 'Unknown role “{{value}}”. Known roles: {{known}}.',
  twice: '“{{value}}” stands in line {{line}} already.',
  unknownTeam: 'A role is held for the team “{{value}}”, which neither the house nor the sheet knows.',
  teamKeyTaken: 'The team key “{{value}}” belongs to “{{team}}” already.',
  twoPeople:
    'The number “{{number}}” and the e-mail “{{email}}” belong to two people. Correct one of them first.',
  noOwner:
    'There is no colleague with the e-mail “{{value}}”. Leave it blank for an administrator; import people first.',
  neitherYesNorNo: '“{{column}}” takes yes or no, not “{{value}}”',
  teamCircle: '“{{team}}” cannot stand below “{{parent}}”: each would be above the other',
} as const
