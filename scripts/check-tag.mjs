// `node scripts/check-tag.mjs v1.2.0`: a release's tag is package.json's version, or nothing is built. Updates go by that version.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

const [tag] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
if (tag !== `v${version}`) {
  console.error(`The tag is ${tag}, but package.json says ${version}: set its version (npm version) and tag that commit.`);
  process.exit(1);
}
const channel = /-([a-z]+)/.exec(version)?.[1] ?? 'latest';
console.log(`Version ${version}, for the channel ${channel}.`);
