// Imports point down: views → workspace → stages → readers, engine, llm, storage → core. Workers call core.
const LAYERS = [['core'], ['engine', 'llm', 'storage'], ['readers'], ['stages'], ['workspace']];
const TESTS = '\\.test\\.ts$|^src/core/testing/';

const pointsDown = LAYERS.map((layer, height) => ({
  name: `imports-point-down-from-${layer.join('-')}`,
  severity: 'error',
  from: { path: `^src/(${layer.join('|')})/`, pathNot: TESTS },
  to: {
    path: '^src/',
    pathNot: `^src/(${LAYERS.slice(0, height + 1)
      .flat()
      .join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Cycles of types alone vanish on compilation.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...pointsDown,
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src/core/', pathNot: TESTS },
      to: { path: '^workers/', dependencyTypes: ['core'] },
    },
    {
      name: 'workers-are-thin',
      severity: 'error',
      from: { path: '^workers/' },
      to: { path: '^src/(views|workspace|stages|storage|llm|cli)/' },
    },
    {
      name: 'svelte-only-in-views-and-workspace',
      severity: 'error',
      from: { path: '^(src/(core|engine|llm|storage|readers|stages|cli)|workers)/' },
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
