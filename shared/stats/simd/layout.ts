/** Rows of a strip: their kernel values for one column lie side by side, two to a vector; bits of a byte say which are held. */
export const STRIP_ROWS = 8
/** Bytes of a strip's values for one column. */
export const STRIP_BYTES = STRIP_ROWS * 8
/** Groups of columns whose tables are in the cache at the same time. */
export const GROUPS = 4
/** Columns of a group at most. */
export const MOST_WIDTH = 7

/** Places in the memory of the tables of sums, of 0/1 factors of a strip's rows for each choice among them, of constants. */
export const TABLES = 0
export const MASKS = TABLES + GROUPS * (STRIP_BYTES << MOST_WIDTH)
export const CONSTANTS = MASKS + (STRIP_BYTES << STRIP_ROWS)
export const AFTER_TABLES = CONSTANTS + 256
