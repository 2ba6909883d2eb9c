import { AppError } from '#shared/domain/errors.ts'
import { exposeProcedures, withTransfer } from '../expose.ts'

/** What the tests of the rpc layer call. */
export type EchoProcedures = {
  readonly echo: { readonly params: unknown; readonly result: unknown }
  readonly count: { readonly params: number; readonly result: number; readonly progress: number }
  readonly numbers: { readonly params: number; readonly result: { readonly values: Float64Array } }
  readonly refuse: { readonly params: string; readonly result: never }
  readonly fail: { readonly params: string; readonly result: never }
  readonly crash: { readonly params: null; readonly result: never }
  readonly exit: { readonly params: number; readonly result: never }
  readonly hang: { readonly params: null; readonly result: never }
  readonly unclonable: { readonly params: null; readonly result: unknown }
}

exposeProcedures<EchoProcedures>({
  echo: (params) => params,
  async count(params, report) {
    for (let step = 1; step <= params; step++) {
      report(step)
      await Promise.resolve()
    }
    return params
  },
  numbers(params) {
    const values = new Float64Array(params).fill(1.5)
    return withTransfer({ values }, [values.buffer])
  },
  refuse(params) {
    throw new AppError('FILE_EMPTY', params, 'Choose another file.')
  },
  fail(params) {
    throw new RangeError(params)
  },
  crash: () =>
    new Promise<never>(() => {
      setImmediate(() => {
        throw new Error('the thread broke')
      })
    }),
  exit(params) {
    process.exit(params)
  },
  hang: () => new Promise<never>(() => {}),
  unclonable: () => () => 1,
})
