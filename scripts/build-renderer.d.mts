export function buildRenderer(options?: { target?: string; forTests?: boolean }): Promise<void>;
