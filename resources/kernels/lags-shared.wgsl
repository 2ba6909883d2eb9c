// Adds up the shares of 64 threads through memory that they share.

var<workgroup> held: array<f32, 64>;

@compute @workgroup_size(64)
fn inner_products(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let number = product_of(group);
  held[thread] = share_of(number, thread);
  workgroupBarrier();
  for (var step = 32u; step > 0u; step >>= 1u) {
    if (thread < step) {
      held[thread] += held[thread + step];
    }
    workgroupBarrier();
  }
  if (thread == 0u) {
    keep(number, held[0]);
  }
}
