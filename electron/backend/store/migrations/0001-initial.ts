/** The first catalogue. */
export const initialSchema = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE models (name TEXT PRIMARY KEY, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE mappings (
  model TEXT PRIMARY KEY REFERENCES models (name) ON DELETE CASCADE,
  mapping TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE datasets (
  id TEXT PRIMARY KEY,
  model TEXT NOT NULL REFERENCES models (name),
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  rows INTEGER NOT NULL,
  source_bytes INTEGER NOT NULL,
  columns TEXT NOT NULL,
  mapping TEXT NOT NULL,
  document TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (model, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunks (
  dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  file TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  time_min REAL,
  time_max REAL,
  PRIMARY KEY (dataset, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejects (
  dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (dataset, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  created_at TEXT NOT NULL,
  reference TEXT NOT NULL,
  current TEXT NOT NULL,
  document TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX runs_by_age ON runs (created_at);

CREATE TABLE run_datasets (
  run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  dataset TEXT NOT NULL,
  PRIMARY KEY (run, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_columns (
  run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  name TEXT NOT NULL,
  result TEXT NOT NULL,
  edges BLOB,
  reference BLOB,
  current BLOB,
  outside TEXT,
  PRIMARY KEY (run, sequence),
  UNIQUE (run, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  error TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit table is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit table is append-only'); END;
`
