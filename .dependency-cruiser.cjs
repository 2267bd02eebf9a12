// Imports point down: views → workspace → stages → engine, llm, storage → core. Workers call core.
const below = {
  core: 'core',
  'engine|llm|storage': 'core|engine|llm|storage',
  stages: 'core|engine|llm|storage|stages',
  workspace: 'core|engine|llm|storage|stages|workspace',
};
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-imports-core-only',
      severity: 'error',
      from: { path: '^src/core/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(?!core/)|workers/)|^node:' },
    },
    ...Object.entries(below)
      .filter(([layer]) => layer !== 'core')
      .map(([layer, allowed]) => ({
        name: `imports-point-down-${layer.replaceAll('|', '-')}`,
        severity: 'error',
        from: { path: `^src/(${layer})/`, pathNot: '\\.test\\.ts$' },
        to: { path: `^src/(?!(${allowed})/)` },
      })),
    {
      name: 'workers-are-thin',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^src/(views|workspace|stages|storage|llm|cli)/' },
    },
    {
      name: 'svelte-only-in-views-and-workspace',
      severity: 'error',
      from: { path: '^(src/(core|engine|llm|storage|stages|cli)|workers)/' },
      to: { path: 'node_modules/svelte/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.svelte', '.mjs'] },
  },
};
