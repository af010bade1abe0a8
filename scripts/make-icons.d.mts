export function makeIcons(): Promise<Map<string, Buffer>>;
