import { exploded } from '../schemas/common.ts';
import { Analytics, AnalyticsInput, FailureList, FailuresInput, Heatmap, HeatmapInput, QueueStatusList } from '../schemas/insight.ts';
import { HistoryInput, HistoryPage } from '../schemas/job.ts';
import { AuditInput, AuditPage } from '../schemas/records.ts';
import { JOBS, viewer } from './base.ts';

const tags = ['History and figures'];

export const insight = {
  history: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/history`,
      tags,
      operationId: 'listHistory',
      summary: 'List finished runs',
      description: 'The last to end comes first.',
      spec: exploded('status', 'jobType'),
    })
    .input(HistoryInput)
    .output(HistoryPage),
  audit: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/audit`,
      tags,
      operationId: 'listAudit',
      summary: 'Read the audit trail',
      description: 'Of all jobs, schedules and users, newest first.',
    })
    .input(AuditInput)
    .output(AuditPage),
  failures: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/failures`,
      tags,
      operationId: 'listFailures',
      summary: 'Group failures',
      description: 'Failed attempts by their message, with numbers, ids, times and URLs taken out.',
      spec: exploded('jobType'),
    })
    .input(FailuresInput)
    .output(FailureList),
  queueStatus: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/queue-status`,
      tags,
      operationId: 'getQueueStatus',
      summary: 'Get the queues’ status',
      description: 'Backlog, workers, rate and wait by type.',
    })
    .output(QueueStatusList),
  analytics: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/analytics`,
      tags,
      operationId: 'getAnalytics',
      summary: 'Get figures over time',
      description: 'Runs, success rate, durations, wait and throughput, with the period before.',
      spec: exploded('jobType'),
    })
    .input(AnalyticsInput)
    .output(Analytics),
  heatmap: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/heatmap`,
      tags,
      operationId: 'getHeatmap',
      summary: 'Get the hours of the week',
      description: 'Runs, failures and wait by hour and weekday, in any time zone.',
      spec: exploded('jobType'),
    })
    .input(HeatmapInput)
    .output(Heatmap),
};
