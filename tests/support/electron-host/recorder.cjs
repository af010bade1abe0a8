// What the app did to the desktop around it, for specs to read and answer: `app.evaluate(({ __host }) => __host.…)`.
const lifecycle = require('./lifecycle.cjs');

/** Plain data only, so that it travels to the spec as it is. */
const records = {
  badge: 0,
  beeps: 0,
  openedUrls: [],
  openedPaths: [],
  shownItems: [],
  trashed: [],
  dialogs: [],
  dialogAnswers: [],
  clipboard: '',
  loginItem: {},
  protocolClients: [],
  proxies: [],
  relaunches: [],
  permissions: [],
  flashes: [],
  progress: [],
  overlays: [],
  jumpLists: [],
  about: [],
  roles: [],
  externalNavigations: [],
  downloads: [],
  errors: [],
};

/** Adds to one of the lists. */
function record(list, entry) {
  records[list].push(entry);
}

/** Something went wrong that the app can't see: it is printed, and specs that end with any of these fail. */
function recordError(what, error) {
  const text = `${what}: ${error?.stack ?? error}`;
  records.errors.push(text);
  if (lifecycle.phase !== 'ending') process.stderr.write(`[test host] ${text}\n`);
}

/** Grows by what each module adds to it: `offer({ clickTray })`. */
const host = {
  records,
  /** An answer for the next dialog, and so on in order; a dialog without one is cancelled. */
  answerDialog: (answer) => void records.dialogAnswers.push(answer),
  /** Empties the lists, so that what follows stands alone. */
  forget() {
    for (const [name, value] of Object.entries(records)) if (Array.isArray(value) && name !== 'dialogAnswers') value.length = 0;
  },
};
const offer = (functions) => Object.assign(host, functions);

module.exports = { records, record, recordError, host, offer };
