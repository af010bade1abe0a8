import type { enNotifications } from './en-notifications.ts';
import { createPlural } from './plural.ts';

const plural = createPlural('ar');
/** Digits as on the page. */
const number = (value: number) => value.toLocaleString('en');

const jobs = (count: number) =>
  plural(count, {
    zero: 'لا مهام',
    one: 'مهمة واحدة',
    two: 'مهمتان',
    few: `${number(count)} مهام`,
    many: `${number(count)} مهمة`,
    other: `${number(count)} مهمة`,
  });
/** بعد فعل، حيث تكون في محل جر أو نصب. */
const ofJobs = (count: number) => (count === 2 ? 'مهمتين' : jobs(count));
const incidents = (count: number) =>
  plural(count, {
    zero: 'لا حوادث',
    one: 'حادثة واحدة',
    two: 'حادثتان',
    few: `${number(count)} حوادث`,
    many: `${number(count)} حادثة`,
    other: `${number(count)} حادثة`,
  });
const newIncidents = (count: number) =>
  plural(count, {
    zero: 'لا حوادث جديدة',
    one: 'حادثة جديدة واحدة',
    two: 'حادثتان جديدتان',
    few: `${number(count)} حوادث جديدة`,
    many: `${number(count)} حادثة جديدة`,
    other: `${number(count)} حادثة جديدة`,
  });
const environmentsOf = (count: number) =>
  plural(count, {
    one: 'بيئة واحدة',
    two: 'بيئتين',
    few: `${number(count)} بيئات`,
    many: `${number(count)} بيئة`,
    other: `${number(count)} بيئة`,
  });

/** ما تقوله إشعارات النظام. */
export const arNotifications: typeof enNotifications = {
  incidentOfOne: (environment, job) => `${environment}: فشلت ${job}`,
  incident: (environment, failed, jobType) => `${environment}: فشلت ${jobs(failed)}${jobType ? ` من النوع ${jobType}` : ''}`,
  since: (since) => `منذ ${since}.`,
  sinceAndLast: (since, last) => `منذ ${since}، وآخرها ${last}.`,
  completedOne: (environment, job) => `${environment}: اكتملت ${job}`,
  completed: (environment, completed, jobType) => `${environment}: اكتملت ${jobs(completed)} من النوع ${jobType}`,
  longRunOfOne: (environment, job) => `${environment}: طال تشغيل ${job}`,
  longRuns: (environment, running, jobType) => `${environment}: طال تشغيل ${ofJobs(running)} من النوع ${jobType}`,
  lost: (environment) => `تعذر الوصول إلى ${environment}`,
  lostMany: (environments) => `تعذر الوصول إلى ${environmentsOf(environments)}`,
  signIn: (environment) => `تطلب ${environment} تسجيل الدخول`,
  signInText: 'لن يصلك منها شيء حتى تسجل الدخول.',
  slept: (duration) => `أثناء سكون هذا الجهاز، ${duration}`,
  gap: (environment, since) => `${environment}: حدث الكثير منذ ${since}`,
  muted: 'أثناء كتم الإشعارات',
  quietHours: 'في ساعات الهدوء',
  overLimit: (more) =>
    plural(more, {
      one: 'حادثة أخرى في الساعة الأخيرة',
      two: 'حادثتان أخريان في الساعة الأخيرة',
      few: `${number(more)} حوادث أخرى في الساعة الأخيرة`,
      many: `${number(more)} حادثة أخرى في الساعة الأخيرة`,
      other: `${number(more)} حادثة أخرى في الساعة الأخيرة`,
    }),
  overLimitOther: 'المزيد في الساعة الأخيرة',
  newIncidents,
  incidents,
  jobsFailed: (some) => `فشلت ${jobs(some)}`,
  jobsCompleted: (some) => `اكتملت ${jobs(some)}`,
  jobsRunLong: (some) => `طال تشغيل ${ofJobs(some)}`,
  inEnvironments: (environments) => `في ${new Intl.ListFormat('ar').format(environments)}.`,
  inManyEnvironments: (environments) => `في ${environmentsOf(environments)}.`,
  list: (parts) => `${parts.join('، ')}.`,
  retry: (failed) => `إعادة ${number(failed)}`,
  retryInWindow: (failed) => `إعادة ${number(failed)}…`,
  mute: 'كتم لساعة',
  acknowledge: 'علمت',
  retried: (environment, succeeded) => `${environment}: أعيدت ${jobs(succeeded)}`,
  retriedSome: (environment, succeeded, all) => `${environment}: أعيدت ${jobs(succeeded)} من أصل ${number(all)}`,
  retriedRest: 'أما الباقي فلم يعد فاشلًا.',
  retriedUnfinished: 'والباقي قيد التنفيذ.',
  retryFailed: (environment) => `${environment}: تعذرت إعادة المهام`,
  notConnected: 'لا يمكن الوصول إلى البيئة الآن.',
  sample: 'تصل إشعارات Syncdeck',
  sampleText: 'هكذا يخبرك أن مهمة فشلت.',
};
