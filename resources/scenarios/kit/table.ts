/** Column by column, ready to be written. Numbers that are NaN and codes below 0 are missing. */
export type TableColumn =
  | {
      readonly kind: 'number'
      readonly name: string
      readonly values: Float64Array
      /** Places after the decimal point that are written. */
      readonly decimals: number
    }
  | {
      readonly kind: 'category'
      readonly name: string
      readonly codes: Int16Array
      readonly values: readonly string[]
    }
  /** UTC milliseconds, written to the second or the millisecond. */
  | {
      readonly kind: 'time'
      readonly name: string
      readonly values: Float64Array
      readonly to: 's' | 'ms'
    }
  /** `prefix` and the number of the row, counted from `first`, with leading zeros. */
  | {
      readonly kind: 'id'
      readonly name: string
      readonly prefix: string
      readonly first: number
      readonly digits: number
    }
  /** `prefix` and a number of its own. */
  | { readonly kind: 'key'; readonly name: string; readonly prefix: string; readonly numbers: Int32Array }

export type Table = { readonly rows: number; readonly columns: readonly TableColumn[] }

/** A table that is filled in place: each call adds a column and gives the array behind it. */
export type TableBuilder = {
  readonly rows: number
  number(name: string, decimals: number): Float64Array
  category(name: string, values: readonly string[]): Int16Array
  time(name: string, values?: Float64Array, to?: 's' | 'ms'): Float64Array
  key(name: string, prefix: string): Int32Array
  id(name: string, prefix: string, first?: number, digits?: number): void
  done(): Table
}

export function newTable(rows: number): TableBuilder {
  const columns: TableColumn[] = []
  return {
    rows,
    number(name, decimals) {
      const values = new Float64Array(rows)
      columns.push({ kind: 'number', name, values, decimals })
      return values
    },
    category(name, values) {
      const codes = new Int16Array(rows)
      columns.push({ kind: 'category', name, codes, values })
      return codes
    },
    time(name, values = new Float64Array(rows), to = 'ms') {
      columns.push({ kind: 'time', name, values, to })
      return values
    },
    key(name, prefix) {
      const numbers = new Int32Array(rows)
      columns.push({ kind: 'key', name, prefix, numbers })
      return numbers
    },
    id(name, prefix, first = 0, digits = 7) {
      columns.push({ kind: 'id', name, prefix, first, digits })
    },
    done: () => ({ rows, columns }),
  }
}

/** Lines of CSV of rows [from, to), each with its line end. */
export function csvLines(table: Table, from: number, to: number): string {
  const cells = table.columns.map(cellWriter)
  let text = ''
  for (let row = from; row < to; row++) {
    text += cells[0](row)
    for (let column = 1; column < cells.length; column++) text += `,${cells[column](row)}`
    text += '\n'
  }
  return text
}

export function csvHeader(table: Table): string {
  return `${table.columns.map(({ name }) => name).join(',')}\n`
}

function cellWriter(column: TableColumn): (row: number) => string {
  switch (column.kind) {
    case 'number': {
      const { values, decimals } = column
      return (row) => (Number.isNaN(values[row]) ? '' : values[row].toFixed(decimals))
    }
    case 'category': {
      const { codes, values } = column
      return (row) => (codes[row] < 0 ? '' : values[codes[row]])
    }
    case 'time': {
      const { values, to } = column
      const text = (at: number): string => {
        const whole = new Date(at).toISOString()
        return to === 's' ? `${whole.slice(0, 19)}Z` : whole
      }
      return (row) => (Number.isNaN(values[row]) ? '' : text(values[row]))
    }
    case 'id': {
      const { prefix, first, digits } = column
      return (row) => `${prefix}${String(first + row).padStart(digits, '0')}`
    }
    case 'key': {
      const { prefix, numbers } = column
      return (row) => `${prefix}${numbers[row]}`
    }
  }
}

/** A table that is made at the first call and kept for the next. */
export function once(make: () => Table): () => Table {
  let kept: Table | undefined
  return () => {
    kept ??= make()
    return kept
  }
}

/** The array of a column of times. */
export function timesOf(table: Table): Float64Array {
  for (const column of table.columns) if (column.kind === 'time') return column.values
  return new Float64Array(0)
}
