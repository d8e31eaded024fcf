/** Imports flow one way: who may import what is said here and nowhere else. */
const electronUsers =
  '^src-main/(ipc/|window/|main\\.ts|preload\\.ts|engine/worker-host\\.ts|dataset/decode/host\\.ts)'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-imports-only-itself',
      severity: 'error',
      from: { path: '^src-main/shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src-main/shared/' },
    },
    {
      name: 'the-window-imports-itself-and-shared',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/(?!shared/)' },
    },
    {
      name: 'the-engine-worker-imports-itself-and-shared',
      severity: 'error',
      from: { path: '^src-main/engine/worker/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src-main/(?!shared/|engine/worker/)|src-renderer/|node_modules/electron/)' },
    },
    {
      name: 'tensorflow-only-in-the-engine-worker',
      severity: 'error',
      from: { pathNot: '^src-main/engine/worker/' },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'electron-only-at-the-edge',
      severity: 'error',
      from: { path: '^src-main/', pathNot: electronUsers },
      to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.main.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.svelte'],
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'require', 'node', 'default', 'types'],
    },
  },
}
