// Adds up the shares of 64 threads through memory that they share.

var<workgroup> held: array<Sums, 64>;

@compute @workgroup_size(64)
fn inner_products(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
) {
  let block = block_of(group);
  held[thread] = share_of(block, thread);
  workgroupBarrier();
  for (var step = 32u; step > 0u; step >>= 1u) {
    if (thread < step) {
      held[thread].low += held[thread + step].low;
      held[thread].high += held[thread + step].high;
    }
    workgroupBarrier();
  }
  if (thread == 0u) {
    keep(block, held[0]);
  }
}
