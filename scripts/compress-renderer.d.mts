/** Puts a .br and a .gz beside each file of the folder that is worth it. */
export function compressRenderer(folder: string): Promise<void>;
