export const keys = {
  usage: 'usage: npm run keys (makes new ones) | npm run keys -- rotate [--lang zh-CN|en]',
  rotated: 'Sealed anew under {{newest}}: {{count}}.',
  nothing: 'Everything is sealed under {{newest}}; there is nothing to do.',
  under: '  {{id}}: {{count}}',
  mayGo:
    'Nothing is sealed under {{ids}} any more: take it out of VAULT_KEYS and restart once the backups from before are deleted.',
  goOn: 'Some is still sealed under an older key: see that every process has the new key in front and was restarted, then call this again.',
  unopened:
    '{{count}} sealed under {{id}} cannot be opened: the key is not in VAULT_KEYS, or they are damaged. Take no key away before you have found it.',
} as const
