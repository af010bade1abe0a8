const { readFileSync } = require('node:fs');
const { guard } = require('./guard.cjs');

let last = { cpu: process.cpuUsage(), at: performance.now() };

/** In percent of one core, since it was last asked for. */
function readCpu() {
  const { cpu, at } = last;
  last = { cpu: process.cpuUsage(), at: performance.now() };
  const spent = (last.cpu.user - cpu.user + last.cpu.system - cpu.system) / 1_000;
  return { percentCPUUsage: (100 * spent) / Math.max(1, last.at - at), idleWakeupsPerSecond: 0 };
}

/** In kB, of another process. */
function readMemory(pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const creationTime = Date.now() - process.uptime() * 1_000;
const created = new Map();

/** `app.getAppMetrics`: this process, and the utility processes. @param children `{ pid, serviceName }` of each */
function getAppMetrics(children) {
  const workingSetSize = Math.round(process.memoryUsage.rss() / 1_024);
  const own = {
    type: 'Browser',
    name: undefined,
    serviceName: undefined,
    pid: process.pid,
    creationTime,
    cpu: readCpu(),
    memory: { workingSetSize, peakWorkingSetSize: workingSetSize },
  };
  const others = children.map(({ pid, serviceName }) => {
    if (!created.has(pid)) created.set(pid, Date.now());
    const size = readMemory(pid);
    return {
      ...{ type: 'Utility', pid, serviceName: 'node.mojom.NodeService', name: serviceName, creationTime: created.get(pid) },
      cpu: { percentCPUUsage: 0, idleWakeupsPerSecond: 0 },
      memory: { workingSetSize: size, peakWorkingSetSize: size },
    };
  });
  return [own, ...others].map((metric) => guard(metric, 'ProcessMetric', __filename));
}

module.exports = { getAppMetrics };
