import type { MessageBoxOptions } from 'electron'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'

export type RecoveryChoice = 'again' | 'elsewhere' | 'quit'

const CHOICES: readonly RecoveryChoice[] = ['again', 'elsewhere', 'quit']

/** The dialog that a person sees instead of a window without a backend: cause, mend and choices. */
export function recoveryDialog(error: ErrorShape, workspace: string): MessageBoxOptions {
  return {
    type: 'error',
    title: 'Driftdesk',
    message: error.message,
    detail: `${error.mend}\n\nWorkspace: ${workspace}`,
    buttons: ['Try again', 'Open another workspace…', 'Quit'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  }
}

export function recoveryChoice(response: number): RecoveryChoice {
  return CHOICES[response] ?? 'quit'
}

export type RecoverySteps<T> = {
  readonly open: (workspace: string) => Promise<T>
  readonly ask: (error: ErrorShape, workspace: string) => Promise<RecoveryChoice>
  /** Null when the person cancels; the question comes again then. */
  readonly chooseFolder: () => Promise<string | null>
}

/** Opens a workspace, or another one that the person chooses when it does not open; null when they quit. */
export async function openWithRecovery<T>(workspace: string, steps: RecoverySteps<T>): Promise<T | null> {
  let folder = workspace
  for (;;) {
    try {
      return await steps.open(folder)
    } catch (error) {
      const choice = await steps.ask(toErrorShape(error), folder)
      switch (choice) {
        case 'again':
          break
        case 'elsewhere':
          folder = (await steps.chooseFolder()) ?? folder
          break
        case 'quit':
          return null
      }
    }
  }
}
