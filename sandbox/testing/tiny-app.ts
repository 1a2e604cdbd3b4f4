import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt'
import { createSandboxClient, type SandboxClient } from '../client.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../server.ts'
import { silentLogger } from './silent-logger.ts'

export interface TinyWorld {
  sandbox: Sandbox
  client: SandboxClient
  app: App
  close(): Promise<void>
}

/** A sandbox with a real Bolt app behind it, over HTTP on a free port of this machine. */
export async function startHttpWorld(options: SandboxOptions = {}): Promise<TinyWorld> {
  const sandbox = await startSandbox(options)
  const receiver = new HTTPReceiver({
    signingSecret: sandbox.signingSecret,
    endpoints: '/slack',
    logger: silentLogger,
  })
  const app = new App({
    token: sandbox.botToken,
    receiver,
    clientOptions: clientOptions(sandbox),
    logger: silentLogger,
  })
  const server = await receiver.start(0)
  const { port } = server.address() as AddressInfo
  const client = createSandboxClient(sandbox.url)
  await client.app.configure({ mode: 'http', requestUrl: `http://127.0.0.1:${port}/slack` })
  return {
    sandbox,
    client,
    app,
    async close() {
      await receiver.stop()
      await sandbox.close()
    },
  }
}

/** The same over Socket Mode. */
export async function startSocketWorld(options: SandboxOptions = {}): Promise<TinyWorld> {
  const sandbox = await startSandbox(options)
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    // Bolt hands the API address to its socket client from here, not from the App's clientOptions.
    installerOptions: { clientOptions: clientOptions(sandbox) },
    logger: silentLogger,
    // The client waits for this long before it connects again.
    clientPingTimeout: 100,
  })
  const app = new App({
    token: sandbox.botToken,
    receiver,
    clientOptions: clientOptions(sandbox),
    logger: silentLogger,
  })
  const client = createSandboxClient(sandbox.url)
  await client.app.configure({ mode: 'socket' })
  await app.start()
  await client.waitFor({ type: 'connections', atLeast: 1 })
  return {
    sandbox,
    client,
    app,
    async close() {
      await app.stop()
      await sandbox.close()
    },
  }
}

function clientOptions(sandbox: Sandbox) {
  return { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 }, logger: silentLogger }
}
