/**
 * Roles that a person chose for a model, beside those of its last import; folders that are watched; how far growing
 * files were read, with a fingerprint of what was read; and which labels the counts of a profile know.
 */
export const growingLogs = `
ALTER TABLE mappings ADD COLUMN chosen TEXT;
ALTER TABLE profiles ADD COLUMN labels TEXT NOT NULL DEFAULT '';
CREATE INDEX jobs_by_age ON jobs (started_at);

CREATE TABLE watches (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL,
  model TEXT NOT NULL,
  mapping TEXT,
  running INTEGER NOT NULL CHECK (running IN (0, 1)),
  created_at TEXT NOT NULL,
  UNIQUE (folder, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE file_marks (
  model TEXT NOT NULL,
  tail TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  chain TEXT NOT NULL,
  lines INTEGER NOT NULL,
  file TEXT NOT NULL,
  inode TEXT NOT NULL,
  dataset TEXT NOT NULL,
  marked_at TEXT NOT NULL,
  PRIMARY KEY (model, tail)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_marks_by_file ON file_marks (model, inode, bytes);
`
