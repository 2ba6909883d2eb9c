/** A replica that decides otherwise than the others do. */
export interface Dissent {
  /** Code of the replica. */
  readonly replica: number
  /** Row at which it is certain. */
  readonly row: number
  /** Decisions of the replica that say so, from the row at which it began to differ. */
  readonly rows: number
  readonly since: number
  /** Share of yes among these, and among the rows of the others beside them. */
  readonly share: number
  readonly others: number
  /** Bound on the chance that any replica of the log seems to dissent so much. */
  readonly pValue: number
}

export interface ConsensusOptions {
  readonly alpha?: number
  /** Rows of the others that a decision is held against. */
  readonly beside?: number
  /** Factor on the odds that is looked for, up and down. */
  readonly oddsFactor?: number
}

const LEAST_BESIDE = 50

type Sum = { value: number; since: number; rows: number; yes: number; othersSum: number }

/**
 * Replicas of one model whose yes–no decisions leave those of the other replicas: by each decision the log-likelihood
 * ratio of odds that are `oddsFactor` times (or a part of) those of the others against the same odds is added, and the
 * sum starts again at 0 whenever it falls below (CUSUM). The others' share is that of their last `beside` decisions, so
 * that what moves all replicas is no dissent. A sum over ln(2N/α), with N decisions in all, is reached by any replica with a
 * chance of at most α, since a CUSUM of likelihood ratios passes h in a given run of N steps with at most N·e^(−h). A
 * replica that dissents is told once, and no longer counts among the others.
 *
 * Source: Page (1954), Continuous inspection schemes; Lorden (1971), Procedures for reacting to a change in distribution.
 * @param replica code of each row in the order of time, −1 for none. @param decided 1 for yes, 0 for no, NaN for neither.
 */
export function findDissent(
  replica: ArrayLike<number>,
  decided: ArrayLike<number>,
  replicas: number,
  options: ConsensusOptions = {},
): Dissent[] {
  const { alpha = 0.01, beside = 200, oddsFactor = 9 } = options
  let total = 0
  for (let row = 0; row < decided.length; row++) {
    if (replica[row] >= 0 && Number.isFinite(decided[row])) total += 1
  }
  if (replicas < 3 || total === 0) return []
  const limit = Math.log((2 * total) / alpha)
  const recent = recentDecisions(replicas, beside)
  const sums = Array.from({ length: 2 * replicas }, (): Sum => empty())
  const found: Dissent[] = []
  for (let row = 0; row < decided.length; row++) {
    const code = replica[row]
    const yes = decided[row]
    if (code < 0 || !Number.isFinite(yes) || recent.isGone(code)) continue
    const { rows, share } = recent.others(code)
    if (rows >= LEAST_BESIDE) {
      for (const side of [0, 1]) {
        const sum = sums[2 * code + side]
        if (sum.value === 0) Object.assign(sum, empty(), { since: row })
        const odds = (share / (1 - share)) * (side === 0 ? oddsFactor : 1 / oddsFactor)
        const shifted = odds / (1 + odds)
        sum.value += yes === 1 ? Math.log(shifted / share) : Math.log((1 - shifted) / (1 - share))
        sum.rows += 1
        sum.yes += yes
        sum.othersSum += share
        if (sum.value <= 0) sum.value = 0
        if (sum.value <= limit) continue
        found.push({
          replica: code,
          row,
          since: sum.since,
          rows: sum.rows,
          share: sum.yes / sum.rows,
          others: sum.othersSum / sum.rows,
          pValue: Math.min(1, 2 * total * Math.exp(-sum.value)),
        })
        recent.leave(code)
        break
      }
    }
    recent.add(code, yes)
  }
  return found
}

const empty = (): Sum => ({ value: 0, since: 0, rows: 0, yes: 0, othersSum: 0 })

/** The last decisions of all replicas that still count, and those of all but one. */
function recentDecisions(replicas: number, size: number) {
  const codes = new Int32Array(size).fill(-1)
  const answers = new Uint8Array(size)
  const rowsOf = new Int32Array(replicas)
  const yesOf = new Int32Array(replicas)
  const gone = new Set<number>()
  let at = 0
  let rows = 0
  let yes = 0
  const count = (place: number, sign: number): void => {
    rows += sign
    yes += sign * answers[place]
    rowsOf[codes[place]] += sign
    yesOf[codes[place]] += sign * answers[place]
  }
  const drop = (place: number): void => {
    if (codes[place] < 0) return
    count(place, -1)
    codes[place] = -1
  }
  return {
    isGone: (code: number): boolean => gone.has(code),
    /** Share of yes of the others, with one yes and one no added, so that it is never 0 or 1. */
    others(code: number): { readonly rows: number; readonly share: number } {
      const others = rows - rowsOf[code]
      return { rows: others, share: (yes - yesOf[code] + 1) / (others + 2) }
    },
    add(code: number, answer: number): void {
      drop(at)
      codes[at] = code
      answers[at] = answer
      count(at, 1)
      at = (at + 1) % size
    },
    leave(code: number): void {
      gone.add(code)
      for (let place = 0; place < size; place++) if (codes[place] === code) drop(place)
    },
  }
}
