// B as a set of members for each column, one bit for each element of the depth, 32 to a word.

@group(0) @binding(2) var<storage, read> members: array<u32>;

fn is_member(column: u32, element: u32) -> bool {
  return (members[column * product.stride_b + (element >> 5u)] & (1u << (element & 31u))) != 0u;
}

fn load_b(column: u32, k: u32) -> f32 {
  if (column >= product.columns || k >= product.depth) { return 0.0; }
  let element = product.offset_b + k;
  if (!is_member(column, element)) { return 0.0; }
  return select(1.0, 2.0, k >= product.twice_from);
}
