import type { enDialogs } from './en-dialogs.ts';
import { createPlural } from './plural.ts';

const plural = createPlural('ar');

/** ما يسأل عنه التطبيق نفسه ويقوله خارج الصفحة. */
export const arDialogs: typeof enDialogs = {
  ok: 'حسنًا',
  cancel: 'إلغاء',
  quit: 'إنهاء',
  reload: 'إعادة التحميل',
  openLogs: 'فتح مجلد السجلات',
  bootFailed: 'تعذر بدء Syncdeck',
  bootFailedText: (phase, message, logFolder) =>
    `أثناء البدء (${phase}): ${message}\n\nابدأ Syncdeck من جديد. إن تكرر هذا ففي السجل تفاصيل أكثر: ${logFolder}`,
  settingsBroken: 'تعذرت قراءة الإعدادات',
  settingsBrokenText: (keptAt) => `يبدأ Syncdeck بإعداداته الافتراضية، وليست فيها البيئات التي أضفتها. الملف كما كان محفوظ في\n${keptAt}`,
  settingsRepaired: 'تعذرت قراءة بعض الإعدادات',
  settingsRepairedText: (fields, keptAt) =>
    `عادت هذه إلى قيمها الافتراضية: ${fields}. وبقي غيرها كما كان. الملف كما كان محفوظ في\n${keptAt}`,
  windowCrashed: 'توقفت النافذة عن العمل',
  windowCrashedText: (reason) =>
    `أعيد تحميلها فتوقفت مرة أخرى (${reason}). تستمر الاتصالات والخادم المحلي. أعد تحميلها، أو أنهِ Syncdeck وابدأه من جديد.`,
  pageMissing: 'تعذر تحميل لوحة التحكم',
  pageMissingText: (folder) => `ملفاتها ليست في ${folder}. ثبّت Syncdeck من جديد؛ وفي نسخة المصدر نفّذ npm run build.`,
  linkRefused: 'لا يمكن فتح هذا الرابط',
  unknownEnvironment: (id) => `لا توجد بيئة «${id}» في Syncdeck هذا. أضفها، أو اسأل من أرسل الرابط عن عنوانها.`,
  stopping: 'يتوقف Syncdeck',
  stoppingText: 'يُوصَل الخادم المحلي إلى نقطة آمنة. تستمر المهام الجارية عند البدء التالي.',
  installWhileRunning: (count) =>
    plural(count, {
      one: 'تعمل مهمة واحدة على هذا الجهاز',
      two: 'تعمل مهمتان على هذا الجهاز',
      few: `تعمل ${count} مهام على هذا الجهاز`,
      many: `تعمل ${count} مهمة على هذا الجهاز`,
      other: `تعمل ${count} مهمة على هذا الجهاز`,
    }),
  installWhileRunningText: 'يعيد التثبيت تشغيل Syncdeck وخادمه المحلي. تستمر المهام الجارية من آخر نقطة حفظ. أتريد التثبيت الآن؟',
  install: 'التثبيت وإعادة التشغيل',
  upToDate: 'Syncdeck محدَّث',
  updatesOff: 'التحديثات متوقفة هنا',
  chooseCa: 'اختر شهادة الجهة المصدِّرة (PEM)',
  certificates: 'الشهادات',
  allFiles: 'كل الملفات',
  saveExport: 'حفظ التصدير',
  aboutText: (version) => `الإصدار ${version}`,
};
