import { crc32, deflateSync } from 'node:zlib';
import type { PNG } from 'pngjs';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** As many as a palette holds. */
const MOST_COLORS = 256;
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

/** The most frequent colours, and where each colour of the picture has its own or its nearest among them. */
function choosePalette(colors: Uint32Array): { palette: readonly number[]; places: ReadonlyMap<number, number> } {
  const counts = new Map<number, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const byCount = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color);
  const palette = byCount.slice(0, MOST_COLORS);
  const nearest = (color: number) =>
    palette.reduce((best, each, n) => (distance(each, color) < distance(palette[best] ?? 0, color) ? n : best), 0);
  return { palette, places: new Map(byCount.map((color, n) => [color, n < MOST_COLORS ? n : nearest(color)])) };
}

/**
 * An opaque PNG of 256 colours, a third as large as what a browser writes. Grounds, lines and letters keep theirs; the shades at the edges
 * of letters that stand in few places become their neighbours.
 */
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
