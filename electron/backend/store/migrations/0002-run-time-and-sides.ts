/** What a comparison compared, so that its rows can be read again, and its course in time. */
export const runTimeAndSides = `
CREATE TABLE run_sides (
  run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('reference', 'current')),
  dataset TEXT NOT NULL,
  row_window TEXT NOT NULL,
  PRIMARY KEY (run, side)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_heatmaps (
  run TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  shape TEXT NOT NULL,
  psi BLOB NOT NULL,
  rows BLOB NOT NULL,
  verdicts BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`
