// Independent chains of multiply-adds in registers: as fast as the device can calculate in f32.

@group(0) @binding(0) var<storage, read_write> results: array<f32>;

@compute @workgroup_size(256)
fn chains(@builtin(global_invocation_id) id: vec3u) {
  var a = vec4f(f32(id.x) * 1e-6);
  var b = a + 0.1;
  var c = a + 0.2;
  var d = a + 0.3;
  for (var n = 0u; n < 4096u; n++) {
    a = a * 0.999 + 0.001;
    b = b * 0.999 + 0.001;
    c = c * 0.999 + 0.001;
    d = d * 0.999 + 0.001;
  }
  let sum = a + b + c + d;
  results[id.x] = sum.x + sum.y + sum.z + sum.w;
}
