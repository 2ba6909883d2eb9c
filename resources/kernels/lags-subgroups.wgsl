// Adds up the shares of 64 threads: within subgroups first, then one number from each of those.
enable subgroups;

var<workgroup> held: array<f32, 64>;

@compute @workgroup_size(64)
fn inner_products(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(subgroup_invocation_id) lane: u32,
  @builtin(subgroup_size) lanes: u32,
) {
  let number = product_of(group);
  let part = subgroupAdd(share_of(number, thread));
  if (lane == 0u) {
    held[thread / lanes] = part;
  }
  workgroupBarrier();
  if (thread == 0u) {
    var total = 0.0;
    for (var n = 0u; n < (64u + lanes - 1u) / lanes; n++) {
      total += held[n];
    }
    keep(number, total);
  }
}
