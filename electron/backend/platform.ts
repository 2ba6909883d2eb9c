import type { DoctorCheck } from '#shared/contract/documents/doctor.ts'
import type { Keychain } from './secrets/keychain.ts'

/** A finished file on its way to the person. */
export type OutgoingFile = {
  /** Where the backend has written it; the shell takes it over from there. */
  readonly path: string
  readonly name: string
  readonly media: string
}

export type Delivery =
  | { readonly kind: 'saved'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'download'; readonly name: string; readonly bytes: number; readonly url: string }
  | { readonly kind: 'cancelled' }

export type PdfPrinter =
  | {
      readonly available: true
      /** Prints the HTML file to the PDF file. Rejects with an `AppError` when that fails. */
      readonly print: (htmlPath: string, pdfPath: string) => Promise<void>
    }
  | { readonly available: false; readonly reason: string }

/** The few things that only a shell can supply. */
export type Platform = {
  readonly shell: 'electron' | 'loopback' | 'cli'
  readonly paths: {
    /** Folder of the workspace; created when it is missing. */
    readonly workspace: string
    /** Folder for files of this process only; removed at the end. */
    readonly temporary: string
    /** Folder of what ships with the app (`resources/`). */
    readonly resources: string
  }
  /** Native dialogs, where there are any. An empty list or null means that the person cancelled. */
  readonly dialogs: {
    readonly chooseFiles: () => Promise<readonly string[]>
    readonly chooseFolder: () => Promise<string | null>
  } | null
  readonly pdf: PdfPrinter
  /** The system's keychain, where there may be one. */
  readonly secrets: Keychain | null
  deliver(file: OutgoingFile): Promise<Delivery>
  notify(notification: { readonly title: string; readonly body: string }): void
  openExternal(url: string): Promise<void>
  /** The time by which drills are judged, UTC milliseconds; the machine's where it is absent. */
  now?(): number
  /** What lies outside the backend: the programs that can show a window, and the display. Absent where there is no window. */
  outerChecks?(): Promise<readonly DoctorCheck[]>
}
