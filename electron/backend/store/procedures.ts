import type { Dataset, StagedDataset, StartReport, Store } from './types.ts'

type Call<Method extends (...args: never[]) => Promise<unknown>> = {
  readonly params: Parameters<Method>
  readonly result: Awaited<ReturnType<Method>>
}

/** The store's methods as messages; the parameters are the argument lists. */
export type StoreProcedures = {
  readonly [Name in Exclude<keyof Store, 'close' | 'startReport'>]: Call<Store[Name]>
} & {
  /** Opens the workspace and tells what was found. */
  readonly open: { readonly params: null; readonly result: StartReport }
  readonly addDataset: { readonly params: [StagedDataset]; readonly result: Dataset }
}
