/** Proposed responses, and what people decided about them. */
export const responses = `
CREATE TABLE responses (
  id TEXT PRIMARY KEY,
  model TEXT NOT NULL REFERENCES models (name) ON DELETE CASCADE,
  proposed_at TEXT NOT NULL,
  document TEXT NOT NULL,
  decision TEXT,
  decided_by TEXT,
  reason TEXT,
  decided_at TEXT,
  due_at TEXT
) STRICT, WITHOUT ROWID;
`
