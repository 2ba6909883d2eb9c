/** What the check of the machine found. */
export const doctor = {
  'doctor.node_old': 'Driftdesk needs Node {least} or newer.',
  'doctor.node_old.mend': 'Run it through npm, which brings Node 24, or install that.',
  'doctor.node.mend': 'Install Node 24.',
  'doctor.reinstall':
    'Run "npm install" again on this machine; copied node_modules may be of another system.',
  'doctor.sqlite': 'A database in memory was written and read.',
  'doctor.duckdb': 'A query was run in memory.',
  'doctor.workers': 'A thread shared memory; {n:raw} {n?core|cores} to use.',
  'doctor.workers.mend': 'Allow threads to this process, or give it more memory.',
  'doctor.webgpu.mend': 'Update the graphics driver; until then everything is computed on the CPU.',
  'doctor.late': 'No answer within {seconds:raw} s.',
  'doctor.electron.mend': 'Run "npx install-electron" where its release host can be reached.',
  'doctor.electron.not_installed': 'Electron is not installed',
  'doctor.electron.no_program': "Electron's program is not on this machine (npx install-electron brings it)",
  'doctor.electron.nothing': 'Nothing has to be done: npm start opens the app in a browser window instead.',
  'doctor.browser.mend': 'Install Chromium, Chrome or Edge.',
  'doctor.browser.wrong': 'DRIFTDESK_BROWSER names {path}, which is not there.',
  'doctor.browser.wrong.mend': 'Correct DRIFTDESK_BROWSER, or unset it.',
  'doctor.browser.none': 'No Chromium, Chrome or Edge was found.',
  'doctor.browser.none.mend': 'Install one of them, or name one in DRIFTDESK_BROWSER.',
  'doctor.display': 'A window can be shown.',
  'doctor.display.none': 'There is no display.',
  'doctor.display.none.mend': 'Open the address that "driftdesk serve" prints in a browser of this machine.',
  'doctor.display.mend': 'Start it on a desktop.',
  'doctor.webgpu.refused': '{reason:said} Everything is computed on the CPU.',
  'doctor.webgpu.install':
    'Nothing has to be done. With a graphics card, "npm install webgpu" speeds up kernel tests.',
  'doctor.webgpu.driver': 'Nothing has to be done. With a graphics card, install its Vulkan driver.',
  'doctor.webgpu.update': 'Update the graphics driver; until then nothing has to be done.',
  'doctor.webgpu.software':
    'Only a software adapter was found: {adapter:said} Its kernels agree with the CPU, but it is slower and is not used.',
  'doctor.webgpu.adapter':
    '{name}; buffers up to {size:raw} GiB, {n:raw} {n?thread|threads} a group, without subgroups.',
  'doctor.webgpu.adapter.subgroups':
    '{name}; buffers up to {size:raw} GiB, {n:raw} {n?thread|threads} a group, with subgroups.',
  'doctor.webgpu.agrees': '{adapter:said} Its kernels agree with the CPU. {gains:said}',
  'doctor.webgpu.never': 'It was not faster than the CPU at kernel tests, so it is not used for them.',
  'doctor.webgpu.from':
    'It is used for kernel tests with 1,000 permutations from some {rows:count} rows of both sides on.',
} as const
