// Inner products of pairs of series at several lags: a workgroup of 64 threads for each pair and lag. How the threads'
// shares are added up comes with the entry point.

struct Lags {
  length: u32,
  // Lags go from −reach to reach.
  reach: u32,
  first_product: u32,
  product_count: u32,
}

@group(0) @binding(0) var<uniform> lags: Lags;
@group(0) @binding(1) var<storage, read> series: array<f32>;
// The two series of each pair.
@group(0) @binding(2) var<storage, read> pairs: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> products: array<f32>;

const GROUPS_ACROSS = 32768u;

fn product_of(group: vec3u) -> u32 {
  return group.y * GROUPS_ACROSS + group.x;
}

// What one thread adds to a product.
fn share_of(number: u32, thread: u32) -> f32 {
  if (number >= lags.product_count) { return 0.0; }
  let at = lags.first_product + number;
  let span = 2u * lags.reach + 1u;
  let pair = pairs[at / span];
  let lag = i32(at % span) - i32(lags.reach);
  let begin = u32(max(0, -lag));
  let to = u32(min(i32(lags.length), i32(lags.length) - lag));
  let first = pair.x * lags.length;
  let second = i32(pair.y * lags.length) + lag;
  var sum = 0.0;
  for (var t = begin + thread; t < to; t += 64u) {
    sum += series[first + t] * series[u32(second + i32(t))];
  }
  return sum;
}

fn keep(number: u32, total: f32) {
  if (number < lags.product_count) {
    products[number] = total;
  }
}
