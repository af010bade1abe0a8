// Who may import whom, type-only imports included. `npm run imports` checks it (scripts/check-imports.mjs).

/** Which of the project's folders and files each part may import, beside itself. Packages are free to all. */
const MAY_IMPORT = {
  contract: [],
  'backend/infra': ['contract'],
  'backend/queue': ['contract', 'backend/infra'],
  'backend/domains': ['contract', 'backend/queue', 'backend/infra'],
  'backend/api': ['contract', 'backend/domains', 'backend/queue', 'backend/infra'],
  'backend/runner': ['contract', 'backend/domains', 'backend/queue', 'backend/infra'],
  'backend/sync': ['contract', 'backend/runner', 'backend/infra'],
  // The wiring: all parts meet here, and nowhere else.
  'backend/boot': [
    'contract',
    'backend/api',
    'backend/domains',
    'backend/infra',
    'backend/queue',
    'backend/runner',
    'backend/sync',
    'backend/settings.ts',
  ],
  'backend/main.ts': ['contract', 'backend/boot', 'backend/settings.ts', 'backend/sync'],
  'backend/settings.ts': ['contract'],
  // What a console calls a backend with: knows the contract and nothing behind it.
  client: ['contract'],
  // What window and main say to each other stands with main; it knows nothing of Electron.
  renderer: ['contract', 'client', 'electron/bridge'],
  'electron/bridge': ['contract'],
  // It starts the backend by its path.
  electron: ['contract', 'client'],
};

const PROJECT = '^(contract|backend|client|renderer|electron|tests|bench|scripts)/';

/** A folder and all below it, or one file. */
const below = (part) => (part.includes('.') ? `^${part.replaceAll('.', '\\.')}$` : `^${part}/`);

module.exports = {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([part, others]) => ({
      name: `${part} imports only ${others.length > 0 ? others.join(', ') : 'nothing of the project'}`,
      severity: 'error',
      from: { path: below(part) },
      to: { path: PROJECT, pathNot: [part, ...others].map(below) },
    })),
    {
      name: 'every file of the backend belongs to a part',
      severity: 'error',
      from: {
        path: '^backend/',
        pathNot: Object.keys(MAY_IMPORT)
          .filter((part) => part.startsWith('backend/'))
          .map(below),
      },
      to: {},
    },
    {
      name: 'contract knows no file system, network or database',
      severity: 'error',
      from: { path: '^contract/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'pages do not import pages',
      severity: 'error',
      // registry.ts, which lists them, stands beside their folders.
      from: { path: '^renderer/pages/([^/]+)/' },
      to: { path: '^renderer/pages/[^/]+/', pathNot: '^renderer/pages/$1/' },
    },
    {
      name: 'components, stores and the like know no page',
      severity: 'error',
      from: { path: '^renderer/(components|stores|lib|host|i18n)/' },
      to: { path: '^renderer/(pages|app|overlays)/' },
    },
    {
      name: 'tests and bench are imported by tests and bench only',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/|^vitest\\.config\\.ts$' },
      to: { path: '^(tests|bench)/' },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API to parse with; without swc the tool would look at no module and be content.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^backend/infra/generated/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
