import { useMediaQuery } from '@mantine/hooks';
import { usePreferences } from '#renderer/stores/preferences.ts';

/** Of a row with two lines: compact, comfortable, and for fingers. */
export function useRowHeight(): number {
  const density = usePreferences((state) => state.density);
  const isTouch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  return isTouch || density === 'comfortable' ? 48 : 40;
}
