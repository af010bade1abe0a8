/** electron-builder's hook: refuses to pack for a system whose native packages are not installed. `arch` is electron-builder's number. */
export default function requireTarget(context: { electronPlatformName: string; arch: number }): void;
