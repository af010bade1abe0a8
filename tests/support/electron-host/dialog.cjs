const { guard } = require('./guard.cjs');
const lifecycle = require('./lifecycle.cjs');
const { record, records } = require('./recorder.cjs');

const PROPERTIES = {
  open: [
    'openFile',
    'openDirectory',
    'multiSelections',
    'showHiddenFiles',
    'createDirectory',
    'promptToCreate',
    'noResolveAliases',
    'treatPackageAsDirectory',
    'dontAddToRecent',
  ],
  save: ['showHiddenFiles', 'createDirectory', 'treatPackageAsDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
};

/** Both (window, options) and (options). */
function readOptions(kind, args) {
  lifecycle.needReady('dialog module can only be used after app is ready');
  const options = args.at(-1) ?? {};
  if (typeof options !== 'object') throw new TypeError('Options must be an object');
  for (const property of options.properties ?? []) {
    if (!PROPERTIES[kind]?.includes(property)) throw new Error(`A dialog to ${kind} has no property ${property}`);
  }
  if (kind === 'message') {
    if (typeof options.message !== 'string') throw new TypeError('message must be a string');
    if (options.buttons !== undefined && !Array.isArray(options.buttons)) throw new TypeError('buttons must be an array');
  }
  const { icon: _icon, signal: _signal, ...rest } = options;
  record('dialogs', { kind, hasParent: args.length > 1 && args[0] != null, ...rest });
  return options;
}
const answer = (cancelled) => ({ ...cancelled, ...records.dialogAnswers.shift() });

const openDialog = (...args) => {
  readOptions('open', args);
  return answer({ canceled: true, filePaths: [] });
};
const saveDialog = (...args) => {
  readOptions('save', args);
  return answer({ canceled: true, filePath: '' });
};
const messageBox = (...args) => {
  const { cancelId, defaultId } = readOptions('message', args);
  return answer({ response: cancelId ?? defaultId ?? 0, checkboxChecked: false });
};

const dialog = guard(
  {
    showOpenDialog: async (...args) => openDialog(...args),
    showOpenDialogSync(...args) {
      const { canceled, filePaths } = openDialog(...args);
      return canceled ? undefined : filePaths;
    },
    showSaveDialog: async (...args) => saveDialog(...args),
    showSaveDialogSync: (...args) => saveDialog(...args).filePath,
    showMessageBox: async (...args) => messageBox(...args),
    showMessageBoxSync: (...args) => messageBox(...args).response,
    /** The only one that may come before ready. */
    showErrorBox: (title, content) => record('dialogs', { kind: 'error', title, content }),
  },
  'dialog',
  __filename,
);

module.exports = { dialog };
