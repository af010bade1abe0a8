import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Writes pieces to a file as they come. It has its name once it is whole; half a file is removed. @throws what the pieces throw; what the disk refuses */
export async function saveExport(
  pieces: AsyncIterable<Uint8Array | string>,
  path: string,
  options: { signal: AbortSignal; onSize(bytes: number): void },
): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(draft, 'wx');
  try {
    let bytes = 0;
    for await (const piece of pieces) {
      options.signal.throwIfAborted();
      const data = typeof piece === 'string' ? Buffer.from(piece) : piece;
      await file.writeFile(data);
      bytes += data.byteLength;
      options.onSize(bytes);
    }
    options.signal.throwIfAborted();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close().catch(() => {}); // it may be closed
    await rm(draft, { force: true });
    throw error;
  }
}
