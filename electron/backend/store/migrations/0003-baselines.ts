/**
 * Baselines by the hash of what they freeze, which of them each model knows and uses, and the profile files of chunks
 * on their grids. A profile outlives its chunk: rows are kept for a shorter time than their counts.
 */
export const baselines = `
CREATE TABLE baselines (
  id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  rows INTEGER NOT NULL,
  columns INTEGER NOT NULL,
  cells INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model_baselines (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  baseline TEXT NOT NULL REFERENCES baselines (id),
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  used_since TEXT,
  PRIMARY KEY (model, baseline)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_baseline_in_use ON model_baselines (model) WHERE used_since IS NOT NULL;

CREATE TABLE profiles (
  baseline TEXT NOT NULL REFERENCES baselines (id) ON DELETE CASCADE,
  dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  chunk_sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  unit TEXT NOT NULL,
  width REAL NOT NULL,
  PRIMARY KEY (baseline, dataset, sequence)
) STRICT, WITHOUT ROWID;
`
