import { useRouter } from 'wouter';

/** The window's whole address, also from within an environment's console, whose own addresses begin below it. */
export function useWindowPath(): string {
  const router = useRouter();
  return router.hook(router)[0];
}
