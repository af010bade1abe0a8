// Before the first paint, so that a dark room stays dark: the theme, density and direction that the person chose last.
try {
  const { state } = JSON.parse(localStorage.getItem('syncdeck.preferences') ?? '{}');
  const root = document.documentElement;
  if (state?.theme && state.theme !== 'system') root.dataset.theme = state.theme;
  if (state?.density) root.dataset.density = state.density;
  if (state?.language === 'ar') {
    root.lang = 'ar';
    root.dir = 'rtl';
  }
} catch {
  // Without storage the defaults hold.
}
