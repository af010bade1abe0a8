import { PreviewAnswer, PreviewInput, Schedule, ScheduleList, ScheduleToggle, ScheduleUpdate } from '../schemas/schedule.ts';
import { admin, JOBS, notFound, viewer } from './base.ts';

const tags = ['Schedules'];

export const schedules = {
  list: viewer
    .route({
      method: 'GET',
      path: `${JOBS}/schedules`,
      tags,
      operationId: 'listSchedules',
      summary: 'List schedules',
      description: 'One for each job type, with its next firing and its last run.',
    })
    .output(ScheduleList),
  preview: viewer
    .route({
      method: 'POST',
      path: `${JOBS}/schedules/preview`,
      tags,
      operationId: 'previewSchedule',
      summary: 'Preview a cron expression',
      description: 'Its next firings, in any time zone.',
    })
    .input(PreviewInput)
    .output(PreviewAnswer),
  update: admin
    .route({
      method: 'PUT',
      path: `${JOBS}/schedules/{jobType}`,
      tags,
      operationId: 'updateSchedule',
      summary: 'Change a schedule',
      description: 'What is left out stays as it is.',
    })
    .input(ScheduleUpdate)
    .output(Schedule)
    .errors(notFound),
  toggle: admin
    .route({
      method: 'POST',
      path: `${JOBS}/schedules/{jobType}/toggle`,
      tags,
      operationId: 'toggleSchedule',
      summary: 'Switch a schedule on or off',
      description: 'Off stops scheduled runs only.',
    })
    .input(ScheduleToggle)
    .output(Schedule)
    .errors(notFound),
};
