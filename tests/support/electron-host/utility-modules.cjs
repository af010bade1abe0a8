// `electron` in a utility process.
const { guard } = require('./guard.cjs');

module.exports = guard(
  {
    net: guard({ fetch: (...args) => fetch(...args), isOnline: () => true, online: true }, 'net', __filename),
    get parentPort() {
      return process.parentPort;
    },
  },
  'electron in a utility process',
  __filename,
);
