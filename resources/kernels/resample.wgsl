// Replicates of counts, row by row, by whole-number arithmetic alone: the same words and the same counts as on the
// CPU. A thread for each column and replicate; a dispatch goes on with some of its draws.

struct Resample {
  // All columns, and the columns and replicates of a dispatch.
  columns: u32,
  first_column: u32,
  column_count: u32,
  first_replicate: u32,
  replicate_count: u32,
  bins: u32,
  // 0: bootstrap; 1: permutation.
  mode: u32,
  seed: u32,
  // 0: the reference side; 1: the current one.
  side: u32,
  first_draw: u32,
  last_draw: u32,
}

struct Column {
  rows: u32,
  // Bins that have a threshold.
  thresholds: u32,
  // Rows of both sides.
  pooled: u32,
}

@group(0) @binding(0) var<uniform> resample: Resample;
@group(0) @binding(1) var<storage, read> columns: array<Column>;
@group(0) @binding(2) var<storage, read> thresholds: array<u32>;
@group(0) @binding(3) var<storage, read_write> counts: array<u32>;

fn multiply_high(a: u32, b: u32) -> u32 {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let middle = a_high * b_low + ((a_low * b_low) >> 16u);
  let carry = (middle & 0xffffu) + a_low * b_high;
  return a_high * b_high + (middle >> 16u) + (carry >> 16u);
}

fn philox(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var round = 0; round < 10; round++) {
    let high0 = multiply_high(0xd2511f53u, c.x);
    let low0 = 0xd2511f53u * c.x;
    let high1 = multiply_high(0xcd9e8d57u, c.z);
    let low1 = 0xcd9e8d57u * c.z;
    c = vec4u(high1 ^ c.y ^ k.x, low1, high0 ^ c.w ^ k.y, low0);
    k = k + vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

@compute @workgroup_size(64)
fn draw(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= resample.replicate_count || id.y >= resample.column_count) { return; }
  let column = resample.first_column + id.y;
  let own = columns[resample.side * resample.columns + column];
  let table = (resample.side * resample.columns + column) * resample.bins;
  let at = (id.y * resample.replicate_count + id.x) * 2u * resample.bins;
  let side = at + resample.side * resample.bins;
  let left = at + resample.bins;
  let to = min(resample.last_draw, own.rows);
  var words = vec4u();
  for (var number = resample.first_draw; number < to; number++) {
    if ((number & 3u) == 0u) {
      words = philox(
        vec4u(number >> 2u, resample.first_replicate + id.x, column, resample.side),
        vec2u(resample.seed, resample.mode),
      );
    }
    let word = words[number & 3u];
    var bin = 0u;
    if (resample.mode == 0u) {
      while (bin < own.thresholds && word >= thresholds[table + bin]) { bin++; }
      counts[side + bin] += 1u;
    } else {
      var place = multiply_high(word, own.pooled - number);
      while (place >= counts[left + bin]) {
        place -= counts[left + bin];
        bin++;
      }
      counts[left + bin] -= 1u;
      counts[at + bin] += 1u;
    }
  }
}
