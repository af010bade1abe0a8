// `node scripts/add-target.mjs darwin x64`: puts the native packages of another system beside those of this one, so that it can be packaged for
// both (a Mac of either kind builds for both). What comes is what package-lock.json names, and is checked against it. `npm ci` takes it away again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { listMissing } from './target-packages.mjs';

async function addPackage({ name, version, place, integrity }) {
  const draft = mkdtempSync(path.join(os.tmpdir(), 'syncdeck-target-'));
  try {
    await run('npm', ['pack', `${name}@${version}`, '--pack-destination', draft, '--silent']);
    const archive = readdirSync(draft).find((file) => file.endsWith('.tgz'));
    const [algorithm] = integrity?.split('-') ?? [];
    const found =
      algorithm &&
      `${algorithm}-${createHash(algorithm)
        .update(readFileSync(path.join(draft, archive)))
        .digest('base64')}`;
    if (found !== integrity) throw new Error(`${name}@${version} is not what package-lock.json says: ${found} instead of ${integrity}`);
    const target = path.join(root, place);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', target], { cwd: draft });
    // PostgreSQL's libraries are packed without their symlinks; its package's own script makes them.
    const script = path.join(target, 'scripts/hydrate-symlinks.js');
    if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: target, stdio: 'ignore' });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const [platform, arch] = process.argv.slice(2);
if (!platform || !arch) throw new Error('Which system? For example: node scripts/add-target.mjs darwin x64');
const missing = listMissing({ platform, arch });
for (const entry of missing) {
  await addPackage(entry);
  console.log(`Added ${entry.name} ${entry.version}`);
}
if (missing.length === 0) console.log(`All that ${platform}-${arch} needs is here already.`);
