import type { enTray } from './en-tray.ts';
import { createPlural } from './plural.ts';

const plural = createPlural('ar');
/** Digits as on the page. */
const number = (value: number) => value.toLocaleString('en');

const jobs = (count: number) =>
  plural(count, {
    one: 'مهمة واحدة',
    two: 'مهمتان',
    few: `${number(count)} مهام`,
    many: `${number(count)} مهمة`,
    other: `${number(count)} مهمة`,
  });

/** قائمة شريط النظام ووصفها. */
export const arTray: typeof enTray = {
  app: 'Syncdeck',
  allWell: 'كل شيء على ما يرام',
  allRunning: (running) => `كل شيء على ما يرام، تعمل ${jobs(running)}`,
  isFailing: (environment) => `${environment} تفشل`,
  isOffline: (environment) => `${environment} غير متصلة`,
  needsAttention: (environment) => `${environment} تحتاج إلى انتباه`,
  moreLike: (headline, others) => `${headline}، و${number(others)} غيرها`,
  production: 'إنتاج',
  failed: (failed) => `فشلت ${jobs(failed)}`,
  running: (running) => `تعمل ${jobs(running)}`,
  idle: 'لا شيء يعمل',
  connecting: 'يتصل',
  catchingUp: 'يلحق بما فاته',
  attention: 'تحتاج إلى انتباه',
  signIn: 'سجّل الدخول',
  offlineSince: (since) => `غير متصلة منذ ${since}`,
  notStarted: 'لم يبدأ',
  starting: 'يبدأ',
  stopping: 'يتوقف',
  restarting: 'يعاد تشغيله',
  givenUp: 'تعذر تشغيله',
  runningJobs: (running) => `قيد التشغيل: ${number(running)}`,
  failedLast: 'آخر ما فشل',
  mute: 'كتم الإشعارات',
  muteHour: 'لساعة',
  muteTomorrow: 'حتى صباح الغد',
  mutedUntil: (until) => `مكتومة حتى ${until}`,
  unmute: 'إلغاء كتم الإشعارات',
  acknowledgeAll: 'علمت بكل ما فشل',
  open: 'فتح Syncdeck',
  quit: 'إنهاء',
  quitSafely: 'إنهاء (تتوقف المهام المحلية بأمان)',
  openFailures: (failed) => `${jobs(failed)} فاشلة في حوادث مفتوحة`,
};
