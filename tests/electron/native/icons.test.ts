import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createIconPath } from '#electron/icons/icon-path.ts';
import { makeIcons } from '../../../scripts/make-icons.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const iconPath = createIconPath(root);
const built = iconPath('.');
const shapes = ['well', 'running', 'attention', 'failing', 'offline'];

const names = readdirSync(built, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(built, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();
const pixelsOf = (name: string) => PNG.sync.read(readFileSync(iconPath(name)));

/** The most that any pixel of two pictures differs; another machine may round the last bit otherwise. */
function difference(a: Buffer, b: Buffer): number {
  const [one, other] = [PNG.sync.read(a), PNG.sync.read(b)];
  if (one.width !== other.width || one.height !== other.height) return 255;
  return one.data.reduce((most, value, n) => Math.max(most, Math.abs(value - (other.data[n] ?? 0))), 0);
}

describe('the icons that are committed', () => {
  let made: Map<string, Buffer>;
  beforeAll(async () => {
    made = await makeIcons();
  });

  test('are what the SVGs give: npm run icons', () => {
    expect(names).toEqual([...made.keys()].sort());
    const pngs = names.filter((name) => name.endsWith('.png'));
    const changed = pngs.filter((name) => difference(readFileSync(iconPath(name)), made.get(name) as Buffer) > 2);
    expect(changed).toEqual([]);
  });

  test('on Windows, have all sizes up to 256 in one file', () => {
    const ico = readFileSync(iconPath('icon.ico'));
    const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, n) => 6 + 16 * n);
    expect(ico.readUInt16LE(2)).toBe(1);
    expect(entries.map((at) => ico[at] || 256)).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
    for (const at of entries) {
      const [size, length, offset] = [ico[at] || 256, ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
      const data = ico.subarray(offset, offset + length);
      if (size === 256) {
        expect(difference(data, readFileSync(iconPath('linux/256x256.png')))).toBe(0);
        continue;
      }
      expect([data.readUInt32LE(0), data.readInt32LE(4), data.readInt32LE(8), data.readUInt16LE(14)]).toEqual([40, size, size * 2, 32]);
      expect(length).toBe(40 + size * size * 4 + Math.ceil(size / 32) * 4 * size);
    }
    // From below, blue first: the first pixel of the bitmap is the last row's.
    const png = pixelsOf('linux/32x32.png');
    const at = entries[3] as number;
    const data = ico.subarray(ico.readUInt32LE(at + 12) + 40);
    const [x, y] = [16, 26];
    const [red, green, blue, alpha] = png.data.subarray((y * 32 + x) * 4);
    expect([...data.subarray(((31 - y) * 32 + x) * 4).subarray(0, 4)]).toEqual([blue, green, red, alpha]);
  });

  test('on macOS, have a PNG of the right size for each type', () => {
    const icns = readFileSync(iconPath('icon.icns'));
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const sizes: Record<string, number> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      sizes[icns.toString('latin1', at, at + 4)] = PNG.sync.read(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4))).width;
    }
    expect(sizes).toEqual({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 });
  });

  test('on Linux, are as large as their names say', () => {
    for (const name of names.filter((name) => name.startsWith('linux/'))) {
      const { width, height } = pixelsOf(name);
      expect(name).toBe(`linux/${width}x${height}.png`);
    }
  });

  test.each(shapes)('for the tray: %s is of one ink, and a shape of its own', (shape) => {
    const { data, width } = pixelsOf(`tray/${shape}Template.png`);
    expect(width).toBe(16);
    const painted = Array.from({ length: data.length / 4 }, (_, n) => data.subarray(n * 4, n * 4 + 4)).filter(([, , , alpha]) => alpha);
    expect(painted.length).toBeGreaterThan(40);
    for (const pixel of painted) expect([...pixel.subarray(0, 3)]).toEqual([0, 0, 0]);
    for (const other of shapes.filter((other) => other !== shape)) {
      const theirs = pixelsOf(`tray/${other}Template.png`).data;
      const differing = Array.from({ length: data.length / 4 }, (_, n) => n * 4 + 3).filter(
        (at) => Math.abs((data[at] ?? 0) - (theirs[at] ?? 0)) > 100,
      );
      expect(differing.length).toBeGreaterThan(10);
    }
  });
});
