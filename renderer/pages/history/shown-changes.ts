import type { AuditEntry } from '#contract/schemas/records.ts';
import { type Change, listAuditChanges } from '#renderer/components/job/tabs/audit-changes.ts';

/** What a row has room for comes first. */
const first = ['status', 'enabled', 'cronExpression', 'priority', 'role'];
const placeOf = ({ field }: Change): number => (first.includes(field) ? first.indexOf(field) : first.length);

/** What changed, the most telling first. Of a deleted job its status; what else it was is not a change. */
export function listShown(entry: AuditEntry): Change[] {
  const changes = listAuditChanges(entry).sort((a, b) => placeOf(a) - placeOf(b));
  return entry.action === 'delete' ? changes.filter(({ field }) => field === 'status') : changes;
}
