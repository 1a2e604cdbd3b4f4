/**
 * The same rights at every way in, read and reviewed by hand: each route of pages and API, and each press of a card.
 * Columns as in verdicts.ts; a route or a press without a row fails, and so does a row that the house does not keep to.
 * The record is a weekly plan, and the action its approval, where nothing else is said.
 */
import type { Press } from '../../src/forms/card.ts'
import type { Row } from './verdicts.ts'

export const routeRows: Readonly<Record<string, Row>> = {
  'GET /': '                                        all',
  'GET /new/:type': '                               rep',
  'GET /records/:id': '                             all | supervisor director admin | -',
  'GET /records/:id/do/:action': '                  -   | supervisor director       | -',
  'POST /records/:id/act': '                        -   | supervisor director       | -',
  'GET /records/:id/sealed': /* a referral's */ '   all | clerk reception           | -',
  'POST /forms': '                                  -   | supervisor director       | -',
  'POST /drafts': /* one's own */ '                 all',
  'GET /tables/:type': /* whether it is there */ '  all | supervisor director admin | -',
  'POST /tables/:type/export': /* the same */ '     all | supervisor director       | -',
  'GET /search/:of': /* the same */ '               all | supervisor director admin | -',
  'POST /duties/:id': /* excusing it */ '           -   | supervisor director       | -',
  'POST /undelivered/:id': '                        admin | admin                   | -',
  'GET /sessions': /* whether they are there */ '   all | admin                     | -',
  'POST /sessions/end': '                           all | admin                     | -',
  'POST /logout': '                                 all',
  'GET /s/:token': /* a link sent to the subject */ 'all | -                        | -',
  'POST /s/:token': '                               all | -                         | -',
  'GET /api/v1/me': '                               all',
  'GET /api/v1/records/:type': /* is it there */ '  all | supervisor director admin | -',
  'GET /api/v1/records/:type/:id': '                all | supervisor director admin | -',
  'POST /api/v1/records/:type': /* filing one */ '  rep',
  'POST /api/v1/records/:type/:id/:action': '       -   | supervisor director       | -',
}

/** For everybody, with or without a session; they say nothing of anybody. */
export const openRoutes: Readonly<Record<string, string>> = {
  'GET /login': 'says how to come in',
  'GET /login/:platform': 'goes to the platform',
  'GET /login/:platform/back':
    'comes from the platform, whose proof is asked for: tests/journeys/wecom-login.test.ts',
  'GET /api/v1/openapi.json': 'says what can be asked',
}

export const pressRows: Readonly<Record<Press['do'], Row>> = {
  act: '                                            -   | supervisor director       | -',
  file: '                                           rep',
  'resume-draft': '                                 -   | supervisor director       | -',
  'on-page': '                                      -   | supervisor director       | -',
  'send-draft': '                                   -   | supervisor director       | -',
  answer: /* to what they are asked now, if anything */ 'all',
  show: '                                           all | supervisor director admin | -',
  'confirm-line': /* what somebody typed */ '       all | -                         | -',
  'correct-line': /* as a form */ '                rep | -                         | -',
  'discard-line': '                                 all | -                         | -',
  'answer-line': '                                  all | -                         | -',
  duty: '                                           -   | supervisor director       | -',
  reveal: /* a referral's */ '                      all | clerk reception           | -',
  'link-person': '                                  admin',
  'link-namesakes': '                               admin',
  requeue: '                                        admin | admin                   | -',
  page: /* of one's own work */ '                   all',
}
