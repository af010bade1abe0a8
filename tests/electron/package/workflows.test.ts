import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../scripts/electron-builder.mjs';
import { root } from '../../../scripts/prepare.mjs';
import { readSigning } from '../../../scripts/signing.mjs';

const folder = path.join(root, '.github/workflows');
const npmScripts = Object.keys((JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts);

interface Step {
  name?: string;
  run?: string;
  uses?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  steps: Step[];
  needs?: string;
  strategy?: { matrix: { include: { name: string; runner: string; target: string }[] } };
}
interface Workflow {
  permissions: Record<string, string>;
  on: Record<string, unknown>;
  jobs: Record<string, Job>;
}

const workflows = readdirSync(folder).map((file) => [file, readYaml(readFileSync(path.join(folder, file), 'utf8')) as Workflow] as const);
const release = workflows.find(([file]) => file === 'release.yml')?.[1] as Workflow;

describe.each(workflows)('the workflow %s', (_file, { permissions, jobs }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const commands = steps.flatMap((step) => step.run ?? []);

  test('may read, and no more unless a job says so', () => {
    expect(permissions).toEqual({ contents: 'read' });
    for (const { uses, with: how } of steps)
      if (uses?.startsWith('actions/checkout@')) expect(how).toEqual({ 'persist-credentials': false });
  });

  test('runs npm scripts and files that are there', () => {
    const text = commands.join('\n');
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !npmScripts.includes(name as string))).toEqual([]);
    const files = [...text.matchAll(/(?:node|bash) ((?:scripts|\.ci)\/[\w./-]+)/g)].map(([, file]) => file as string);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('puts nothing of an event into a command', () => {
    // A branch or a title may be anybody's text; what stands in the file itself is ours.
    const foreign = commands.flatMap((command) => command.match(/\$\{\{(?!\s*matrix\.)[^}]*\}\}/g) ?? []);
    expect(foreign).toEqual([]);
  });
});

describe('a release', () => {
  const steps = release.jobs.package?.steps as Step[];
  const at = (text: string) => steps.findIndex(({ run }) => run?.includes(text));

  test('is made by a tag, on three systems, each for itself', () => {
    expect(release.on).toEqual({ push: { tags: ['v*'] } });
    expect(release.jobs.package?.strategy?.matrix.include.map(({ name, target }) => [name, target])).toEqual([
      ['linux', '--linux'],
      ['windows', '--win'],
      ['macos', '--mac'],
    ]);
  });

  test('is packaged after its specs ran on real Electron, and published after all systems are done', () => {
    const order = [at('npm ci'), at('electron/install.js'), at('npm run build'), at('npm run test:desktop'), at('npm run package')];
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(release.jobs.publish?.needs).toBe('package');
  });

  test('alone may write, in the one job that publishes, which runs nothing of the checkout', () => {
    expect(release.jobs.publish?.permissions).toEqual({ contents: 'write' });
    expect(release.jobs.package?.permissions).toBeUndefined();
    const used = release.jobs.publish?.steps.flatMap(({ uses }) => uses ?? []);
    expect(used?.map((action) => action.split('@')[0])).toEqual(['actions/download-artifact']);
  });

  test('knows its secrets in the one step that signs', () => {
    const knowing = steps.filter(({ env }) => Object.values(env ?? {}).some((value) => value.includes('secrets.')));
    expect(knowing.map(({ name }) => name)).toEqual(['Installers']);
  });

  test('is of a tag that says what package.json says', () => {
    const check = (tag: string) =>
      execFileSync(process.execPath, [path.join(root, 'scripts/check-tag.mjs'), tag], { encoding: 'utf8', stdio: 'pipe' });
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(check(`v${version}`)).toContain(`Version ${version}, for the channel `);
    expect(() => check('v99.0.0')).toThrow(/The tag is v99\.0\.0, but package\.json says/);
  });
});

describe('signing', () => {
  test('takes what is set, drops what is empty, and says which', () => {
    const none = readSigning({ CSC_LINK: '', WIN_CSC_LINK: '', APPLE_ID: '', PATH: '/bin', EMPTY: '' }, 'win32');
    expect(none.env).toEqual({ PATH: '/bin', EMPTY: '' });
    expect(none.says).toMatch(/for Windows is not signed/);
    expect(readSigning({ WIN_CSC_LINK: 'a certificate' }, 'win32').says).toBe('The installer for Windows is signed.');
    expect(readSigning({ CSC_LINK: 'a certificate' }, 'win32').says).toBe('The installer for Windows is signed.');
    expect(readSigning({}, 'linux').says).toMatch(/carry no signature/);
  });

  test('of a Mac’s app takes a certificate, and an account for the notary', () => {
    const account = { APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' };
    expect(readSigning({ ...account }, 'darwin').says).toMatch(/is not signed/);
    expect(readSigning({ CSC_LINK: 'd' }, 'darwin').says).toMatch(/signed but not notarized/);
    expect(readSigning({ CSC_LINK: 'd', ...account }, 'darwin').says).toMatch(/signed and notarized/);
  });

  test('takes no certificate of a machine’s own keychain where nobody sits', () => {
    expect(readSigning({ CI: 'true' }, 'darwin').env).toHaveProperty('CSC_IDENTITY_AUTO_DISCOVERY', 'false');
    expect(readSigning({}, 'darwin').env).not.toHaveProperty('CSC_IDENTITY_AUTO_DISCOVERY');
    expect(readSigning({ CI: 'true', CSC_LINK: 'd' }, 'darwin').env).not.toHaveProperty('CSC_IDENTITY_AUTO_DISCOVERY');
  });
});
