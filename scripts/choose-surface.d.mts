export interface SurfaceFacts {
  args: readonly string[];
  role?: string | undefined;
  platform: string;
  hasDisplay: boolean;
  isRoot: boolean;
  chosenElectron?: string | undefined;
  electron?: { program: string } | { why: string } | undefined;
}
/** Says whether `npm start` opens the desktop app or serves the web console, and why where nobody asked for it. */
export function chooseSurface(facts: SurfaceFacts): { surface: 'web' | 'desktop'; why: string | null };
