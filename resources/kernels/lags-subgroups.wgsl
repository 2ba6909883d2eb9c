// Adds up the shares of 64 threads: within subgroups first, then one number from each of those.
enable subgroups;

var<workgroup> held: array<Sums, 64>;

@compute @workgroup_size(64)
fn inner_products(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) thread: u32,
  @builtin(subgroup_invocation_id) lane: u32,
  @builtin(subgroup_size) lanes: u32,
) {
  let block = block_of(group);
  let share = share_of(block, thread);
  let part = Sums(subgroupAdd(share.low), subgroupAdd(share.high));
  if (lane == 0u) {
    held[thread / lanes] = part;
  }
  workgroupBarrier();
  if (thread == 0u) {
    var total = Sums();
    for (var n = 0u; n < (64u + lanes - 1u) / lanes; n++) {
      total.low += held[n].low;
      total.high += held[n].high;
    }
    keep(block, total);
  }
}
