import { crc32, deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** As many as a palette holds. */
const MOST_COLORS = 256;
/** Shades that are no further apart become one, as the square of the distance in RGB: less than a comparison sees. */
const NEAR = 200;
/** A colour that takes such a share of the picture is a ground, and stays as it is. */
const GROUND_SHARE = 0.005;
const INDEXED = 3;

function encodeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const channelsOf = (color: number): [number, number, number] => [color >> 16, (color >> 8) & 0xff, color & 0xff];

const distance = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 0xff) - ((b >> 8) & 0xff)) ** 2 + ((a & 0xff) - (b & 0xff)) ** 2;

/** Colours that stand for all of the picture's, the most frequent first, and the place of each of its colours among them. */
function choosePalette(colors: Uint32Array): { palette: readonly number[]; places: ReadonlyMap<number, number> } {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const palette: number[] = [];
  for (const [color, count] of byCount) {
    const isOwn = count > colors.length * GROUND_SHARE || palette.every((each) => distance(each, color) > NEAR);
    if (isOwn && palette.length < MOST_COLORS) palette.push(color);
  }
  const nearest = (color: number) =>
    palette.reduce((best, each, n) => (distance(each, color) < distance(palette[best] ?? 0, color) ? n : best), 0);
  return { palette, places: new Map(byCount.map(([color]) => [color, nearest(color)])) };
}

/** An opaque PNG of a palette, less than half as large as what a browser writes: shades at the edges of letters are taken together. */
export function encodePicture({ width, height, data }: PNG): Buffer {
  const colors = Uint32Array.from({ length: width * height }, (_, n) => data.readUInt32BE(n * 4) >>> 8);
  const { palette, places } = choosePalette(colors);
  // A row begins with how it is filtered: not at all.
  const pixels = Buffer.alloc(height * (width + 1));
  colors.forEach((color, n) => {
    pixels[Math.floor(n / width) * (width + 1) + 1 + (n % width)] = places.get(color) ?? 0;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, INDEXED], 8);
  const chunks = [
    encodeChunk('IHDR', head),
    encodeChunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    encodeChunk('IDAT', deflateSync(pixels, { level: 9 })),
    encodeChunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}
