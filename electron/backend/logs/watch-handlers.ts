import type { Handlers } from '#shared/contract/handlers.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import type { Services } from '../services.ts'

type WatchHandlers = Pick<
  Handlers,
  'watch.list' | 'watch.choose' | 'watch.start' | 'watch.stop' | 'watch.forget'
>

const NO_DIALOG = say('error.no_folder_dialog')
const MEND = 'Start "driftdesk watch DIR --workspace …" once; the folder is listed here from then on.'

/** What the operations on watched folders do. */
export function watchHandlers({ watches, platform }: Pick<Services, 'watches' | 'platform'>): WatchHandlers {
  const { dialogs } = platform
  return {
    'watch.list': async () => ({
      watches: await watches.list(),
      can_choose:
        dialogs === null
          ? { available: false, reason: `${NO_DIALOG} ${MEND}` }
          : { available: true, reason: null },
    }),
    'watch.choose': async () => {
      if (dialogs === null) throw new AppError('NOT_AVAILABLE', NO_DIALOG, MEND)
      const path = await dialogs.chooseFolder()
      return { chosen: path === null ? null : watches.grant(path) }
    },
    'watch.start': (params) =>
      'watch' in params
        ? watches.startKnown(params.watch)
        : watches.startGranted(params.folder, params.model, params.mapping),
    'watch.stop': ({ watch }) => watches.stop(watch),
    'watch.forget': async ({ watch }) => {
      await watches.forget(watch)
      return {}
    },
  }
}
