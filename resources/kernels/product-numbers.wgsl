// B as numbers.

@group(0) @binding(2) var<storage, read> b: array<f32>;

fn load_b(column: u32, k: u32) -> f32 {
  if (column >= product.columns || k >= product.depth) { return 0.0; }
  return b[product.offset_b + column * product.stride_b + k];
}
