/** Ways to tell people, and what is on its way to them. */
export const sinks = `
CREATE TABLE sinks (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE,
  is_on INTEGER NOT NULL,
  severity TEXT NOT NULL,
  format TEXT,
  origin TEXT,
  signed INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  sequence INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  sink TEXT NOT NULL,
  sink_name TEXT NOT NULL,
  notice TEXT NOT NULL,
  queued_at TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  next_at REAL,
  status INTEGER,
  answer TEXT NOT NULL,
  error TEXT,
  ended_at TEXT,
  digest TEXT NOT NULL
) STRICT;

CREATE INDEX deliveries_by_state ON deliveries (state, sink, next_at);
`
