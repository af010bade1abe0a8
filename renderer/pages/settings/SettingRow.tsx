import type { ReactNode } from 'react';

/** A setting: its name, what it does, and its control, at the end of the row. */
export function SettingRow({ name, about, children }: { name: string; about: ReactNode; children: ReactNode }) {
  return (
    <div className="setting">
      <div className="stack">
        <h3 className="w5">{name}</h3>
        <p className="t12 mid">{about}</p>
      </div>
      <div className="setting-control">{children}</div>
    </div>
  );
}
