/** The job list, and the grid that other pages share. */
export const control = {
  grid: {
    next: 'الصف التالي',
    previous: 'الصف السابق',
    select: 'تحديد أو إلغاء التحديد',
    selectRange: 'تحديد الكل من آخر صف محدد',
  },
} as const;
