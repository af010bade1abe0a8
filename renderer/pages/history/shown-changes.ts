import type { AuditEntry } from '#contract/schemas/records.ts';
import { type Change, listAuditChanges } from '#renderer/components/job/tabs/audit-changes.ts';

/** What a row has room for comes first. */
const first = ['status', 'enabled', 'cronExpression', 'priority', 'role'];
const placeOf = ({ field }: Change): number => (first.includes(field) ? first.indexOf(field) : first.length);

/** Of these the status says it all; what else is told of them is no change. */
const ofStatus = ['trigger', 'delete'];

/** What changed, the most telling first. */
export function listShown(entry: AuditEntry): Change[] {
  const changes = listAuditChanges(entry).sort((a, b) => placeOf(a) - placeOf(b));
  return ofStatus.includes(entry.action) ? changes.filter(({ field }) => field === 'status') : changes;
}
