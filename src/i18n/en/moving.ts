export const moving = {
  usage: 'usage: npm run move -- export FOLDER | import FOLDER [--lang zh-CN|en]',
  isThere: '{{folder}} is there already and was left alone. Name a folder that there is not.',
  exported: '{{rows}} rows of {{tables}} tables are in {{folder}}.',
  imported: '{{rows}} rows of {{tables}} tables were taken over.',
  whole: 'Events: {{count}}, each linked to the one before; none changed, missing or moved.',
  broken: 'The chain of events is broken, as it was before: npm run audit -- verify says where.',
  notEmpty:
    'The database holds rows already, and nothing was taken over. Name an empty one in DATABASE_URL, on which no product has run.',
  otherVersion:
    'The export is of another version (migration {{theirs}}, here {{ours}}). Take it over with that version, then update.',
  noExport: '{{folder}} holds no export: manifest.json is missing.',
  damaged: '{{file}} is missing or not as it was written; nothing was taken over.',
  badLine: '{{file}}, line {{line}}, is no row of this version; nothing was taken over.',
  notTaken:
    'The database does not take rows of {{file}} up to line {{line}} ({{code}}); nothing was taken over.',
  notWhole: 'Rows name others that are not there ({{code}}); nothing was taken over.',
} as const
