/** Loop tests as they were made, for breakers that watch their verdict; and what the rows of each table add up to. */
export const loopTestsAndSeals = `
CREATE TABLE loop_tests (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  counts_from REAL NOT NULL,
  tested_at TEXT NOT NULL,
  verdict TEXT NOT NULL,
  rows INTEGER NOT NULL,
  labelled INTEGER NOT NULL,
  data_from REAL,
  data_until REAL,
  PRIMARY KEY (model, counts_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE seals (
  subject TEXT PRIMARY KEY,
  rows INTEGER NOT NULL,
  digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`
