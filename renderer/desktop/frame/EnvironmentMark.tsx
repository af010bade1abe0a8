import type { EnvironmentView } from '#electron/bridge/desktop-state.ts';
import { Icon } from '#renderer/components/Icon.tsx';
import { badgeOf, healthLooks } from '../health.ts';

/** The state of an environment as a shape. */
export function HealthIcon({ view, size = 16 }: { view: EnvironmentView; size?: 12 | 14 | 16 }) {
  return (
    <span className="c" data-s={healthLooks[view.status.health].status}>
      <Icon name={badgeOf(view.status)} size={size} />
    </span>
  );
}
