// Required into a utility process before its own code. Node requires it in each of that process's threads too, which have no parent port.
const { isMainThread } = require('node:worker_threads');

if (isMainThread) require('./utility-port.cjs');
