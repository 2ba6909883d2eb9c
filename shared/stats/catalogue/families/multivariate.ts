import { type Matrix, matrixOfRows } from '../../multivariate/matrix.ts'
import { finishMmd, planMmd, tooFewRows } from '../../multivariate/mmd.ts'
import { type CatalogueEntry, defineStat } from '../definition.ts'
import type { InputName, StatInputs } from '../inputs.ts'
import { booleanParam, numberParam, optionalNumber, show } from '../params.ts'
import { refuse } from '../refusal.ts'

/** A list of rows, each a list of numbers; a plain number is a row of one column. */
function rowsOf(inputs: StatInputs, name: InputName): Matrix {
  const list = inputs[name] ?? []
  const rows = list.map((row, i) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [row]
    return cells.map((cell, j) => {
      if (typeof cell === 'number' && Number.isFinite(cell)) return cell
      const where = Array.isArray(row) ? `${name}[${i}][${j}]` : `${name}[${i}]`
      throw refuse(where, `must be a number, not ${show(cell)}`, 'Leave out rows with missing values.')
    })
  })
  const odd = rows.findIndex((row) => row.length !== rows[0].length)
  if (odd >= 0) throw refuse(`${name}[${odd}]`, 'has another length than the first row', 'Give equal rows.')
  return matrixOfRows(rows)
}

/** Samples compared in all columns together. */
export const MULTIVARIATE_STATS: readonly CatalogueEntry[] = [
  defineStat({
    name: 'mmd',
    summary:
      'Squared maximum mean discrepancy, kernel exp(−‖x−y‖²/(2σ²)), with a permutation p-value; rows are lists',
    inputs: [['reference', 'current']],
    params: {
      sigma: optionalNumber({ min: Number.MIN_VALUE }),
      unbiased: booleanParam(true),
      permutations: numberParam(200, { min: 0, max: 100_000, integer: true }),
      seed: numberParam(0, { integer: true }),
    },
    compute: (inputs, params) => {
      const reference = rowsOf(inputs, 'reference')
      const current = rowsOf(inputs, 'current')
      const { unbiased, permutations, seed, sigma } = params
      const reason = tooFewRows(reference, current)
      if (reason !== null) return { detail: { reason } }
      const plan = planMmd(reference, current, { permutations, seed, ...(sigma === null ? {} : { sigma }) })
      return {
        kind: 'kernelSums',
        plan,
        answer(sums, backend) {
          const found = finishMmd(plan, sums, unbiased)
          return {
            value: found.value,
            statistic: found.value,
            p_value: found.pValue,
            detail: {
              sigma: found.sigma,
              bandwidth: sigma === null ? 'median' : 'given',
              unbiased,
              permutations,
              seed,
              rows: [reference.rows, current.rows],
              columns: reference.columns,
              backend,
              warning: found.warning,
            },
          }
        },
      }
    },
  }),
]
