export const subject = {
  usage:
    'usage: npm run subject -- show|forget --by ADMINISTRATOR --reason WHY [--phone NUMBER] [--name NAME] [--values] [--lang zh-CN|en]\nWithout --phone it reads standard input, the telephone on the first line and perhaps the name on the second: so it is in no command history.',
  noAdministrator:
    'There is no administrator “{{handle}}”. Give an id, e-mail, employee number or account; it must be an active administrator.',
  needsReason:
    'Say why (--reason) in at most {{max}} characters, such as the number of the patient’s letter.',
  reasonTells: 'The reason stays in the audit: leave the patient’s name and telephone out of it.',
  nobody: 'There is no record of this patient. That it was asked is in the audit.',
  record: '{{number}}  {{status}}  filed {{day, day}}',
  kept: '  kept: {{fields}}',
  until: '  deleted by the first purge after {{day, day}}',
  mustKeep: '  has to be kept by law until {{day, day}}',
  others: 'Further records with this telephone under another name: {{count}}.',
  recorded: 'That it was read is in the audit.',
  forgotten: 'The identity is deleted: {{numbers}}. Numbers and counts stay, and the audit says so.',
  backups: 'Older backups still hold it, until they are deleted; see docs/operations.md.',
  refused: '{{number}} has to be kept by law; its deletion may be asked for again from {{day, day}}.',
} as const
