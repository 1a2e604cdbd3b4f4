export const alerts = {
  begun: 'Something needs looking after',
  over: 'It is over',
  quiet: {
    what: 'For {{count}} working hours {{about}} has delivered nothing, though it did on each workday before.',
    mend: 'Look at the address, the token and the network on the platform’s side; npm run doctor says what is wrong.',
    over: '{{about}} delivers again.',
  },
  inbox: {
    what: 'What {{about}} delivered piles up: the oldest has waited for {{count}} minutes.',
    mend: 'Look for “a delivery could not be worked” in the log, then at the database and the machine.',
    over: 'What {{about}} delivered has been worked.',
  },
  outbox: {
    what: 'Messages to {{about}} pile up: the oldest has waited for {{count}} minutes.',
    mend: 'Look for “message will be sent again” in the log, which says why; npm run doctor looks at tokens and rights.',
    over: 'Messages to {{about}} have left.',
  },
  shut: {
    what: '{{about}} takes neither our token or secret nor our address: {{count}} messages wait.',
    mend: 'npm run doctor says which it is. Put the token, the secret or the trusted addresses right, and restart; what waits is sent then.',
    over: '{{about}} takes our messages again.',
  },
  'job-late': {
    what: 'The job {{about}} is {{count}} minutes late.',
    mend: 'Look at the last line of a job in the log; if the process hangs, restart it, and what was missed is made up.',
    over: 'The job {{about}} has caught up.',
  },
  'job-failing': {
    what: 'The last run of the job {{about}} failed.',
    mend: 'Look for “job failed” in the log; once it is mended run it again: npm run job -- {{about}}.',
    over: 'The job {{about}} runs well again.',
  },
  holidays: {
    what: 'The public holidays and make-up workdays of {{about}} are missing, so that jobs and deadlines of that year cannot be reckoned.',
    mend: 'Add what the State Council announced to calendar.years in the policy file, and restart.',
    over: 'The public holidays of {{about}} are known now.',
  },
  'audit-broken': {
    what: 'The chain of events is broken in {{count}} places: somebody changed, dropped or added rows in the database, or it is damaged.',
    mend: 'npm run audit -- verify names the rows. Keep a copy of the database as it is and the backups, and find out who had access before anything is mended.',
    over: 'The chain of events is whole again.',
  },
  'vault-key': {
    what: 'The key {{about}} is not configured any more, so that {{count}} sealed answers cannot be opened.',
    mend: 'Find the key and put it back into VAULT_KEYS, behind the first, and restart. Delete no key before that.',
    over: 'What the key {{about}} sealed can be opened again.',
  },
  certificate: {
    what: 'The certificate of {{about}} ends in {{count}} days.',
    mend: 'Renew it, and have the proxy load it.',
    over: 'The certificate of {{about}} has been renewed.',
  },
}
