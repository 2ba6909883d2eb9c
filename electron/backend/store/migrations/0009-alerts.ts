/** Alert rules, where their evaluation stands, the alerts with what was sent and silenced, and what people said. */
export const alerts = `
CREATE TABLE alert_rules (
  scope TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_engines (
  model TEXT PRIMARY KEY REFERENCES models (name) ON DELETE CASCADE,
  basis TEXT NOT NULL,
  state TEXT NOT NULL,
  seen TEXT NOT NULL,
  began_at REAL,
  notes TEXT NOT NULL,
  problem TEXT,
  evaluated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alert_checkpoints (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  at REAL NOT NULL,
  state TEXT NOT NULL,
  words INTEGER NOT NULL,
  PRIMARY KEY (model, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  id TEXT NOT NULL,
  incident INTEGER NOT NULL,
  state TEXT NOT NULL,
  fired_at REAL NOT NULL,
  changed_at REAL NOT NULL,
  resolved_at REAL,
  late TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (model, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_by_time ON alerts (fired_at);

CREATE TABLE alert_tellings (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at REAL NOT NULL,
  recorded_at TEXT NOT NULL,
  effect TEXT NOT NULL,
  PRIMARY KEY (model, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_tellings_by_time ON alert_tellings (kind, at);

CREATE TABLE alert_words (
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  at REAL NOT NULL,
  recorded_at TEXT NOT NULL,
  action TEXT NOT NULL,
  incident INTEGER NOT NULL,
  said_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  until REAL,
  was_false INTEGER,
  PRIMARY KEY (model, sequence)
) STRICT, WITHOUT ROWID;
`
