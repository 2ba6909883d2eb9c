// sums += A·Bᵀ in tiles of 64 × 64: A is rows × depth, B is columns × depth. Sums of long products are kept in two
// numbers, the value and what rounding took from it. `load_b` comes with the kind of B.

struct Product {
  rows: u32,
  columns: u32,
  depth: u32,
  // Numbers from one row of A to the next, and where its first is.
  stride_a: u32,
  offset_a: u32,
  // The same for B, in its own units.
  stride_b: u32,
  offset_b: u32,
  // Elements of the depth from here on count twice.
  twice_from: u32,
  // A dispatch does some of the tiles, from this one on: row by row, so many across.
  first_tile: u32,
  tiles_across: u32,
  // 1: only tiles on the diagonal and after it, so each row of tiles has one fewer than that before.
  symmetric: u32,
}

@group(0) @binding(0) var<uniform> product: Product;
@group(0) @binding(1) var<storage, read> a: array<f32>;
@group(0) @binding(3) var<storage, read_write> sums: array<vec2f>;

const TILE = 64u;
const DEPTH = 16u;

// Four neighbours to a vector: registers then hold all that the inner loop touches.
var<workgroup> tile_a: array<vec4f, 256>;
var<workgroup> tile_b: array<vec4f, 256>;

// Column and row of tiles.
fn tile_of(number: u32) -> vec2u {
  var row = 0u;
  var left = number;
  var across = product.tiles_across;
  while (left >= across) {
    left -= across;
    across -= product.symmetric;
    row++;
  }
  return vec2u(left + row * product.symmetric, row);
}

fn load_a(row: u32, k: u32) -> f32 {
  if (row >= product.rows || k >= product.depth) { return 0.0; }
  return a[product.offset_a + row * product.stride_a + k];
}

fn add_row(row: u32, first_column: u32, added: vec4f) {
  if (row >= product.rows) { return; }
  for (var c = 0u; c < 4u; c++) {
    let column = first_column + c;
    if (column < product.columns) {
      let at = row * product.columns + column;
      let before = sums[at];
      let sum = before.x + added[c];
      let back = sum - before.x;
      let lost = (before.x - (sum - back)) + (added[c] - back);
      sums[at] = vec2f(sum, before.y + lost);
    }
  }
}

@compute @workgroup_size(16, 16)
fn multiply(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) id: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let tile = tile_of(product.first_tile + group.x);
  let first_row = tile.y * TILE;
  let first_column = tile.x * TILE;
  // What this thread brings into the tiles: one element of the depth, four rows.
  let own_k = index % DEPTH;
  let own_four = index / DEPTH;
  let own_row = first_row + own_four * 4u;
  let own_column = first_column + own_four * 4u;
  var part0 = vec4f();
  var part1 = vec4f();
  var part2 = vec4f();
  var part3 = vec4f();
  for (var start = 0u; start < product.depth; start += DEPTH) {
    let k = start + own_k;
    tile_a[own_k * 16u + own_four] =
      vec4f(load_a(own_row, k), load_a(own_row + 1u, k), load_a(own_row + 2u, k), load_a(own_row + 3u, k));
    tile_b[own_k * 16u + own_four] =
      vec4f(load_b(own_column, k), load_b(own_column + 1u, k), load_b(own_column + 2u, k), load_b(own_column + 3u, k));
    workgroupBarrier();
    for (var n = 0u; n < DEPTH; n++) {
      let left = tile_a[n * 16u + id.y];
      let right = tile_b[n * 16u + id.x];
      part0 += left.x * right;
      part1 += left.y * right;
      part2 += left.z * right;
      part3 += left.w * right;
    }
    workgroupBarrier();
  }
  let row = first_row + id.y * 4u;
  let column = first_column + id.x * 4u;
  add_row(row, column, part0);
  add_row(row + 1u, column, part1);
  add_row(row + 2u, column, part2);
  add_row(row + 3u, column, part3);
}
