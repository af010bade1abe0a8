// Makes every icon of the desktop app from the SVGs in electron/icons into electron/icons/built, which is committed.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { writeIcns } from './icons/write-icns.mjs';
import { writeIco } from './icons/write-ico.mjs';
import { root } from './root.mjs';

const source = path.join(root, 'electron/icons');
const target = path.join(source, 'built');

const SHAPES = ['well', 'running', 'attention', 'failing', 'offline'];
/** Ink on a bar that is light, and on one that is dark; a template image is black, and macOS paints it. */
const INKS = { Template: '#000000', '-dark-ink': '#1B1D20', '-light-ink': '#F4F5F6' };
/** Windows has these scales beside whole ones. */
const SCALES = { '': 1, '@1.25x': 1.25, '@1.5x': 1.5, '@2x': 2 };

const render = (svg, size) => new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render().asPng();

/** macOS leaves a margin around an icon's shape, of 100 pixels in 1,024; elsewhere it fills its square. */
const withMargin = (svg) => {
  const side = (60 * 1024) / 824;
  const start = (64 - side) / 2;
  return svg.replace('viewBox="0 0 64 64"', `viewBox="${start} ${start} ${side} ${side}"`);
};

/** Below 32 pixels the thin edge and the margin are half a pixel, which only blurs, and a chevron is one. */
const forSmall = (svg) =>
  svg
    .replace(/\s*<rect id="edge"[^>]*>/, '')
    .replace('x="2" y="2" width="60" height="60"', 'width="64" height="64"')
    .replace('stroke-width="3.500"', 'stroke-width="4"');

/** A shape of the tray in one ink. */
const trayShape = (svg, shape, ink) =>
  svg.replace('color="#000000"', `color="${ink}"`).replace('href="#well"/>\n</svg>', `href="#${shape}"/>\n</svg>`);

/** All files by their path below `built`. */
export async function makeIcons() {
  const [app, tray, overlay] = await Promise.all(
    ['syncdeck.svg', 'tray.svg', 'overlay.svg'].map((name) => readFile(path.join(source, name), 'utf8')),
  );
  const files = new Map();
  const draw = (size) => render(size < 32 ? forSmall(app) : app, size);
  const sized = (sizes, make) => new Map(sizes.map((size) => [size, make(size)]));

  files.set('icon.png', draw(1024));
  files.set('icon.ico', writeIco(sized([16, 20, 24, 32, 40, 48, 64, 256], draw)));
  files.set('icon.icns', writeIcns(sized([32, 64, 128, 256, 512, 1024], (size) => render(withMargin(app), size))));
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) files.set(`linux/${size}x${size}.png`, draw(size));

  for (const shape of SHAPES) {
    for (const [name, ink] of Object.entries(INKS)) {
      const svg = trayShape(tray, shape, ink);
      // A menu bar knows whole scales only.
      const scales = Object.entries(SCALES).filter(([, scale]) => name !== 'Template' || Number.isInteger(scale));
      for (const [suffix, scale] of scales) files.set(`tray/${shape}${name}${suffix}.png`, render(svg, 16 * scale));
      // Panels on Linux show it at 22 to 24 pixels, and a smaller one would be blown up.
      if (name !== 'Template')
        for (const scale of [1, 2]) files.set(`tray/linux/${shape}${name}${scale === 2 ? '@2x' : ''}.png`, render(svg, 24 * scale));
    }
  }
  for (const [suffix, scale] of Object.entries(SCALES)) files.set(`overlay${suffix}.png`, render(overlay, 16 * scale));
  return files;
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('make-icons.mjs')) {
  const files = await makeIcons();
  await rm(target, { recursive: true, force: true });
  for (const [name, data] of files) {
    const file = path.join(target, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, data);
  }
  console.log(`${files.size} icons are in ${path.relative(process.cwd(), target)}`);
}
