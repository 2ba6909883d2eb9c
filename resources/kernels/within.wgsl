// For each set of members the sum of a panel's products over its own rows, in slices of 64 rows.

struct Within {
  rows: u32,
  sets: u32,
  words: u32,
  // Row of the table that the panel begins with.
  first_row: u32,
}

@group(0) @binding(0) var<uniform> within: Within;
@group(0) @binding(1) var<storage, read> sums: array<vec2f>;
@group(0) @binding(2) var<storage, read> members: array<u32>;
@group(0) @binding(3) var<storage, read_write> slices: array<f32>;

const SLICE = 64u;

@compute @workgroup_size(64)
fn add_up(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= within.sets) { return; }
  var sum = 0.0;
  var lost = 0.0;
  let to = min(within.rows, (id.y + 1u) * SLICE);
  for (var r = id.y * SLICE; r < to; r++) {
    let element = within.first_row + r;
    if ((members[id.x * within.words + (element >> 5u)] & (1u << (element & 31u))) != 0u) {
      let value = sums[r * within.sets + id.x];
      sum += value.x;
      lost += value.y;
    }
  }
  slices[id.y * within.sets + id.x] = sum + lost;
}
