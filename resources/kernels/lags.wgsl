// Inner products of pairs of series at several lags: a workgroup of 64 threads for each pair and eight neighbouring lags,
// a part of the steps for each thread. How the threads' sums are added up comes with the entry point.

struct Lags {
  length: u32,
  // Lags go from −reach to reach.
  reach: u32,
  first_block: u32,
  block_count: u32,
  // The stretch of the first series that is multiplied.
  first_step: u32,
  last_step: u32,
}

// Sums at eight lags.
struct Sums {
  low: vec4f,
  high: vec4f,
}

@group(0) @binding(0) var<uniform> lags: Lags;
@group(0) @binding(1) var<storage, read> series: array<f32>;
// The two series of each pair.
@group(0) @binding(2) var<storage, read> pairs: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> blocks: array<Sums>;

const GROUPS_ACROSS = 32768u;
const THREADS = 64u;
const WIDTH = 8u;

fn block_of(group: vec3u) -> u32 {
  return group.y * GROUPS_ACROSS + group.x;
}

// A value of a series that begins at `start`; nothing before and after it.
fn value(start: u32, step: i32) -> f32 {
  if (step < 0 || step >= i32(lags.length)) { return 0.0; }
  return series[start + u32(step)];
}

// What one thread adds to a block.
fn share_of(block: u32, thread: u32) -> Sums {
  var sums = Sums();
  if (block >= lags.block_count) { return sums; }
  let of_pair = (2u * lags.reach + WIDTH) / WIDTH;
  let at = lags.first_block + block;
  let pair = pairs[at / of_pair];
  let first = pair.x * lags.length;
  let second = pair.y * lags.length;
  let lag = i32((at % of_pair) * WIDTH) - i32(lags.reach);
  let steps = (lags.last_step - lags.first_step + THREADS - 1u) / THREADS;
  let begin = lags.first_step + thread * steps;
  let to = min(lags.last_step, begin + steps);
  // The partners of a step, which move on by one with it.
  let partner = i32(begin) + lag;
  var low = vec4f(value(second, partner), value(second, partner + 1), value(second, partner + 2), value(second, partner + 3));
  var high = vec4f(value(second, partner + 4), value(second, partner + 5), value(second, partner + 6), value(second, partner + 7));
  for (var t = begin; t < to; t++) {
    let left = series[first + t];
    sums.low += left * low;
    sums.high += left * high;
    low = vec4f(low.yzw, high.x);
    high = vec4f(high.yzw, value(second, i32(t) + lag + 8));
  }
  return sums;
}

fn keep(block: u32, sums: Sums) {
  if (block < lags.block_count) {
    blocks[block] = sums;
  }
}
