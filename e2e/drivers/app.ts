import type { Page } from '@playwright/test'

export type AppOptions = {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly colorScheme: 'light' | 'dark'
  /** Makes the workspace what it is when the app opens it; the app has to show whatever comes of that. */
  readonly prepare?: (workspace: string) => void | Promise<void>
}

/** A running app, whichever shell it is in. */
export type DrivenApp = {
  readonly page: Page
  /** A folder of this app's own, for files of the test; removed at the end. */
  readonly folder: string
  /** Ends the backend and starts it again on the same workspace. */
  restart(): Promise<void>
  close(): Promise<void>
}
