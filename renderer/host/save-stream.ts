/**
 * Saves a response as a file while telling how far it is. The browser keeps the parts of a large Blob on the disk, so the size is
 * bounded by that, not by memory.
 */
export async function saveStream(response: Response, name: string, onSize: (bytes: number) => void): Promise<void> {
  let bytes = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        onSize(bytes);
        controller.enqueue(chunk);
      },
    }),
  );
  const blob = await new Response(counted ?? null, { headers: { 'content-type': response.headers.get('content-type') ?? '' } }).blob();
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the Blob once it began.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
