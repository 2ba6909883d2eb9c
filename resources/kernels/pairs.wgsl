// Kernel values between rows of one table: what kernel two-sample tests are made of.
// Centred means k(x, y) less both rows' means plus the mean of all: sums of it stay small, so that f32 suffices.

struct Pairs {
  rows: u32,
  columns: u32,
  // The block of pairs: rows from `first_row`, columns from `first_column`.
  first_row: u32,
  row_count: u32,
  first_column: u32,
  column_count: u32,
  // 0: exp(factor·‖x − y‖²); 1: −‖x − y‖.
  kind: u32,
  factor: f32,
  grand_mean: f32,
  // 0: as they are; 1: centred.
  centred: u32,
}

@group(0) @binding(0) var<uniform> pairs: Pairs;
// Column by column, so that neighbouring threads read neighbours.
@group(0) @binding(1) var<storage, read> values: array<f32>;
@group(0) @binding(2) var<storage, read> row_means: array<f32>;
@group(0) @binding(3) var<storage, read_write> block: array<f32>;

fn kernel_value(i: u32, j: u32) -> f32 {
  var squares = 0.0;
  for (var c = 0u; c < pairs.columns; c++) {
    let gap = values[c * pairs.rows + i] - values[c * pairs.rows + j];
    squares += gap * gap;
  }
  var k = select(exp(pairs.factor * squares), -sqrt(squares), pairs.kind == 1u);
  if (pairs.centred == 1u) {
    k = k - row_means[i] - row_means[j] + pairs.grand_mean;
  }
  return k;
}

// The values of a block, row by row.
@compute @workgroup_size(16, 16)
fn fill(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= pairs.column_count || id.y >= pairs.row_count) { return; }
  block[id.y * pairs.column_count + id.x] =
    kernel_value(pairs.first_row + id.y, pairs.first_column + id.x);
}

const SLICE = 256u;

// Sums over slices of 256 columns of the block: one number for each row and slice.
@compute @workgroup_size(64)
fn row_sums(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= pairs.row_count) { return; }
  let begin = pairs.first_column + id.y * SLICE;
  let to = min(pairs.first_column + pairs.column_count, begin + SLICE);
  var sum = 0.0;
  for (var j = begin; j < to; j++) {
    sum += kernel_value(pairs.first_row + id.x, j);
  }
  block[id.y * pairs.row_count + id.x] = sum;
}
