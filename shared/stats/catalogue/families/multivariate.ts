import { type Matrix, matrixOfRows } from '../../multivariate/matrix.ts'
import { mmd } from '../../multivariate/mmd.ts'
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
      const found = mmd(reference, current, {
        unbiased,
        permutations,
        seed,
        ...(sigma === null ? {} : { sigma }),
      })
      if (found.value === null) return { detail: { reason: found.reason } }
      return {
        value: found.value.value,
        statistic: found.value.value,
        p_value: found.value.pValue,
        detail: {
          sigma: found.value.sigma,
          bandwidth: sigma === null ? 'median' : 'given',
          unbiased,
          permutations,
          seed,
          rows: [reference.rows, current.rows],
          columns: reference.columns,
          warning: found.value.warning,
        },
      }
    },
  }),
]
