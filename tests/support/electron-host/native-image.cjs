const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { PNG } = require('pngjs');
const { guard } = require('./guard.cjs');

const isPng = (buffer) => buffer.length > 24 && buffer.readUInt32BE(0) === 0x89504e47;
const sizeOf = (png) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** By the nearest pixel, which is enough to know the size and roughly the look. */
function resizePng(png, { width, height }) {
  const from = PNG.sync.read(png);
  const to = new PNG({ width, height });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (Math.floor((y * from.height) / height) * from.width + Math.floor((x * from.width) / width)) * 4;
      from.data.copy(to.data, (y * width + x) * 4, at, at + 4);
    }
  }
  return PNG.sync.write(to);
}

/** Images as Electron has them: one PNG for each scale factor. */
class NativeImage {
  constructor(representations = []) {
    this._representations = new Map();
    this._isTemplate = false;
    for (const [scaleFactor, png] of representations) this._representations.set(scaleFactor, png);
    // biome-ignore lint/correctness/noConstructorReturn: what the app holds refuses what the host lacks.
    return guard(this, 'NativeImage', __filename);
  }

  _at(scaleFactor = 1) {
    return this._representations.get(scaleFactor) ?? this._representations.get(Math.max(...this._representations.keys()));
  }
  isEmpty() {
    return this._representations.size === 0;
  }
  getScaleFactors() {
    return [...this._representations.keys()].sort((a, b) => a - b);
  }
  getSize(scaleFactor = 1) {
    if (this.isEmpty()) return { width: 0, height: 0 };
    const [factor, png] = this._representations.has(scaleFactor) ? [scaleFactor, this._at(scaleFactor)] : [...this._representations][0];
    const { width, height } = sizeOf(png);
    return { width: Math.round(width / factor), height: Math.round(height / factor) };
  }
  getAspectRatio() {
    const { width, height } = this.getSize();
    return height === 0 ? 1 : width / height;
  }
  toPNG({ scaleFactor = 1 } = {}) {
    return this._at(scaleFactor) ?? Buffer.alloc(0);
  }
  toDataURL(options) {
    return `data:image/png;base64,${this.toPNG(options).toString('base64')}`;
  }
  toBitmap(options) {
    return this.isEmpty() ? Buffer.alloc(0) : PNG.sync.read(this.toPNG(options)).data;
  }
  resize({ width, height }) {
    if (this.isEmpty()) return new NativeImage();
    const size = this.getSize();
    const to = {
      width: width ?? Math.round((height * size.width) / size.height),
      height: height ?? Math.round((width * size.height) / size.width),
    };
    return new NativeImage([[1, resizePng(this._at(1), to)]]);
  }
  addRepresentation({ scaleFactor = 1, buffer, dataURL }) {
    const png = buffer ?? decodeDataUrl(dataURL ?? '');
    if (!isPng(png)) throw new Error('Only PNG representations are implemented by the test host: add it in native-image.cjs');
    this._representations.set(scaleFactor, png);
  }
  setTemplateImage(isTemplate) {
    this._isTemplate = isTemplate;
  }
  isTemplateImage() {
    return this._isTemplate;
  }
  get isMacTemplateImage() {
    return this._isTemplate;
  }
}

const decodeDataUrl = (url) => Buffer.from(/^data:image\/png;base64,(.*)$/s.exec(url)?.[1] ?? '', 'base64');

/** `icon.png` brings `icon@2x.png` along, as Electron has it. A file that isn't there, or no PNG, makes an empty image. */
function createFromPath(file) {
  const { dir, name, ext } = path.parse(file);
  const places = [1, 1.25, 1.5, 2, 3, 4].map((factor) => [
    factor,
    path.join(dir, factor === 1 ? `${name}${ext}` : `${name}@${factor}x${ext}`),
  ]);
  const found = places.filter(([, place]) => existsSync(place)).map(([factor, place]) => [factor, readFileSync(place)]);
  const image = new NativeImage(found.filter(([, bytes]) => isPng(bytes)));
  if (name.endsWith('Template')) image.setTemplateImage(true);
  return image;
}

const nativeImage = guard(
  {
    createEmpty: () => new NativeImage(),
    createFromPath,
    createFromBuffer: (buffer, { scaleFactor = 1 } = {}) => new NativeImage(isPng(buffer) ? [[scaleFactor, buffer]] : []),
    createFromDataURL(url) {
      const png = decodeDataUrl(url);
      return new NativeImage(isPng(png) ? [[1, png]] : []);
    },
    createFromBitmap(bitmap, { width, height, scaleFactor = 1 }) {
      if (bitmap.length !== width * height * 4) throw new Error('invalid buffer size');
      const png = new PNG({ width, height });
      // Electron's bitmaps are BGRA.
      for (let at = 0; at < bitmap.length; at += 4) png.data.set([bitmap[at + 2], bitmap[at + 1], bitmap[at], bitmap[at + 3]], at);
      return new NativeImage([[scaleFactor, PNG.sync.write(png)]]);
    },
  },
  'nativeImage',
  __filename,
);

/** An image as an app passes it, itself or its path. @throws as Electron does for a path without an image */
function toImage(image) {
  if (image instanceof NativeImage) return image;
  if (typeof image !== 'string') throw new TypeError('Error processing argument: the image must be a NativeImage or a path');
  const loaded = createFromPath(image);
  if (loaded.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return loaded;
}

/** For specs: what tells one image from another. */
function describeImage(image) {
  const png = image.toPNG();
  return {
    ...image.getSize(),
    scaleFactors: image.getScaleFactors(),
    isTemplate: image.isTemplateImage(),
    sha256: createHash('sha256').update(png).digest('hex'),
    dataUrl: image.toDataURL(),
  };
}

module.exports = { nativeImage, NativeImage, toImage, describeImage };
