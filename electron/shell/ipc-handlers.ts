import type { Backend } from '#backend/backend.ts'
import type { BridgeAnswer } from '#shared/contract/bridge.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { AppError } from '#shared/domain/errors.ts'
import { CHANNELS } from './channels.ts'
import { isTrustedSender, type SenderEvent } from './sender.ts'

/** As much of Electron's `ipcMain` as is used. */
export type MainChannels = {
  handle(channel: string, listener: (event: SenderEvent, ...args: unknown[]) => Promise<unknown>): void
}

export type IpcOptions = {
  /** Requests that come while the workspace opens wait for it. */
  readonly backend: () => Promise<Backend>
  readonly isOurWindow: (id: number) => boolean
}

/** Answers the page's requests; every channel goes through the one check of who sent it. */
export function handleIpc(channels: MainChannels, options: IpcOptions): void {
  const answer = (
    channel: string,
    work: (backend: Backend, args: readonly unknown[]) => Promise<unknown>,
  ) => {
    channels.handle(channel, async (event, ...args): Promise<BridgeAnswer<unknown>> => {
      if (!isTrustedSender(event, options.isOurWindow)) return { ok: false, error: refusal }
      try {
        return { ok: true, result: await work(await options.backend(), args) }
      } catch (error) {
        return { ok: false, error: toErrorShape(error) }
      }
    })
  }

  answer(CHANNELS.send, (backend, [operation, params]) => backend.handle(operation, params))
  answer(CHANNELS.grant, async (backend, [path]) => {
    if (typeof path !== 'string' || path === '') {
      throw new AppError(
        'FILE_NOT_FOUND',
        'This is not a file of this computer.',
        'Save it first, then drop the file.',
      )
    }
    return backend.grantFile(path)
  })
}

const refusal = toErrorShape(
  new AppError('NOT_AVAILABLE', 'Only the page of Driftdesk is answered.', 'Reload the window.'),
)
