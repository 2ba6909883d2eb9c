/** Breakers with where they stand, what they did, their drills, and where their states go. */
export const breakers = `
CREATE TABLE breakers (
  model TEXT PRIMARY KEY REFERENCES models (name) ON DELETE CASCADE,
  policy TEXT NOT NULL,
  cursor TEXT NOT NULL,
  seen TEXT NOT NULL,
  readings TEXT NOT NULL,
  timed INTEGER NOT NULL,
  cause TEXT,
  problem TEXT,
  armed_at TEXT NOT NULL,
  evaluated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE breaker_transitions (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  at REAL,
  recorded_at TEXT NOT NULL,
  row_number INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  cause TEXT NOT NULL,
  PRIMARY KEY (model, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE breaker_drills (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL,
  acknowledged_at TEXT,
  PRIMARY KEY (model, started_at)
) STRICT, WITHOUT ROWID;
`
