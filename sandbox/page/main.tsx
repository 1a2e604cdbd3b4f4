import { render } from 'preact'
import { App } from './app.tsx'
import { createControlApi } from './control/control-api.ts'
import { startSession } from './session/start-session.ts'
import { SessionContext } from './session/use-page.ts'

const root = document.querySelector('#app')
if (!root) throw new Error('index.html has no #app')

render(
  <SessionContext.Provider value={startSession(createControlApi(''))}>
    <App />
  </SessionContext.Provider>,
  root,
)
