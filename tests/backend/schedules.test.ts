import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, scheduleActor } from '#backend/domains/actor.ts';
import type { DomainError } from '#backend/domains/domain-error.ts';
import { fireMissed, fireSchedule } from '#backend/domains/schedules/fire-schedule.ts';
import { createSchedules, type Schedules } from '#backend/domains/schedules/schedules.ts';
import { connectQueueToPostgres, connectQueueToRedis, type QueueConnection } from '#backend/queue/bullmq-connection.ts';
import type { Schedule } from '#contract/schemas/schedule.ts';
import { countingSync } from '#tests/support/counting-sync.ts';
import { queueKinds, useEnvironment } from '#tests/support/environment.ts';
import { refusalOf } from '#tests/support/refusal-of.ts';
import { until } from '#tests/support/until.ts';

const root: Actor = { username: 'root', role: 'admin', origin: 'ipc' };

const fieldsOf = (error: DomainError) => (error.data as { issues: { path: string[] }[] }).issues.map(({ path }) => path);

describe('the schedules', () => {
  const environment = useEnvironment({ queue: 'postgresql', syncs: [countingSync()] });
  let now = new Date();
  let schedules: Schedules;
  beforeAll(() => {
    schedules = createSchedules({ db: environment.db, now: () => now });
  });
  beforeEach(async () => {
    now = new Date('2026-06-01T12:00:00.000Z');
    await environment.bind('counting', {
      ...{ enabled: true, cron_expression: '0 3 * * *', time_zone: 'UTC', priority: 5, max_concurrency: 1 },
      ...{ timeout_minutes: 60, retry_attempts: 3, backoff_seconds: 10, armed_at: '2026-01-01T00:00:00Z' },
    });
  });

  const scheduleOf = async (jobType: string) => (await schedules.list()).items.find((item) => item.jobType === jobType) as Schedule;
  const trailOf = (jobType: string) =>
    environment.db.query<{ id: number; action: string; performed_by: string; metadata: Record<string, unknown> }>(
      'SELECT id, action, performed_by, metadata FROM sync_job_audit_logs WHERE job_id = $1 ORDER BY id',
      [`schedule:${jobType}`],
    );
  const events = () =>
    environment.db.query<{ seq: number; payload: Record<string, unknown> }>(
      `SELECT seq, payload FROM sync_job_events WHERE kind = 'schedule:changed' ORDER BY seq`,
    );
  /** What was written about a type's schedule meanwhile. */
  async function written(jobType: string, work: () => Promise<unknown>) {
    const before = { trail: (await trailOf(jobType)).length, events: (await events()).length };
    const answer = await work();
    return { answer, trail: (await trailOf(jobType)).slice(before.trail), events: (await events()).slice(before.events) };
  }
  async function armedAt(): Promise<Date> {
    const [row] = await environment.db.query<{ armed_at: Date }>(`SELECT armed_at FROM sync_job_schedules WHERE job_type = 'counting'`);
    return row?.armed_at as Date;
  }

  describe('as a list', () => {
    test('begin with those of the five syncs', async () => {
      const { items } = await schedules.list();
      const bound = { enabled: true, timeZone: 'UTC', timeoutMinutes: 60, retryAttempts: 3, lastRun: null };
      expect(items.slice(0, 5)).toMatchObject([
        { jobType: 'quran', cronExpression: '0 3 * * *', priority: 1, maxConcurrency: 1, ...bound },
        { jobType: 'prayer', cronExpression: '0 */6 * * *', priority: 2, maxConcurrency: 2, ...bound },
        { jobType: 'hadith', cronExpression: '0 2 * * 0', priority: 3, maxConcurrency: 1, ...bound },
        { jobType: 'audio', cronExpression: '0 4 * * 0', priority: 4, maxConcurrency: 1, ...bound },
        { jobType: 'finance', cronExpression: '0 4 * * *', priority: 2, maxConcurrency: 1, ...bound },
      ]);
      expect(items.slice(0, 5).map(({ nextRunAt }) => nextRunAt?.toISOString())).toEqual([
        '2026-06-02T03:00:00.000Z',
        '2026-06-01T18:00:00.000Z',
        '2026-06-07T02:00:00.000Z',
        '2026-06-07T04:00:00.000Z',
        '2026-06-02T04:00:00.000Z',
      ]);
    });

    test('tell the next run in the time zone of the schedule, and none where it is off', async () => {
      await environment.bind('counting', { time_zone: 'Asia/Riyadh' });
      expect((await scheduleOf('counting')).nextRunAt).toEqual(new Date('2026-06-02T00:00:00.000Z'));
      await environment.bind('counting', { enabled: false });
      expect((await scheduleOf('counting')).nextRunAt).toBeNull();
    });

    test('tell the newest run that the schedule started, and not one that a person did', async () => {
      const fire = (at: string) => fireSchedule({ sql: environment.db, trigger: environment.core.trigger }, 'counting', new Date(at));
      await fire('2026-05-31T03:00:00Z');
      await fire('2026-05-30T03:00:00Z');
      await environment.trigger('counting');
      const [job] = await environment.db.query<{ job_id: string }>('SELECT job_id FROM sync_job_control WHERE scheduled_for = $1', [
        new Date('2026-05-31T03:00:00Z'),
      ]);
      expect((await scheduleOf('counting')).lastRun).toEqual({
        jobId: job?.job_id,
        status: 'pending',
        at: new Date('2026-05-31T03:00:00Z'),
      });
      await environment.control.cancel({ jobId: job?.job_id as string }, root);
      expect((await scheduleOf('counting')).lastRun).toMatchObject({ jobId: job?.job_id, status: 'cancelled' });
    });
  });

  describe('updated', () => {
    test('keep what was not named', async () => {
      const before = await scheduleOf('counting');
      const after = await schedules.update({ jobType: 'counting', maxConcurrency: 4, cronExpression: '30 5 * * 1' }, root);
      expect(after).toEqual({
        ...before,
        maxConcurrency: 4,
        cronExpression: '30 5 * * 1',
        nextRunAt: new Date('2026-06-08T05:30:00Z'),
        updatedAt: expect.any(Date),
      });
      expect(after.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
      expect(await scheduleOf('counting')).toEqual(after);
    });

    test.each([
      { enabled: false },
      { cronExpression: '*/5 * * * *' },
      { timeZone: 'America/New_York' },
      { priority: 9 },
      { maxConcurrency: 7 },
      { timeoutMinutes: 5 },
      { retryAttempts: 1 },
      { backoffSeconds: 0 },
    ])('take %o', async (changes) => {
      const before = await scheduleOf('counting');
      const [[name, value]] = Object.entries(changes) as [[keyof Schedule, unknown]];
      expect(before[name]).not.toBe(value);
      const { trail, answer } = await written('counting', () => schedules.update({ jobType: 'counting', ...changes }, root));
      expect(answer).toMatchObject(changes);
      expect(await scheduleOf('counting')).toMatchObject(changes);
      expect(trail.map(({ metadata }) => metadata)).toEqual([{ origin: 'ipc', before: { [name]: before[name] }, after: changes }]);
    });

    test('leave one audit row with what it was and is, and one event with the whole schedule', async () => {
      const { answer, trail, events } = await written('counting', () =>
        schedules.update({ jobType: 'counting', priority: 2, timeZone: 'Europe/Berlin' }, root),
      );
      expect(trail).toMatchObject([
        {
          action: 'schedule_update',
          performed_by: 'root',
          metadata: { origin: 'ipc', before: { priority: 5, timeZone: 'UTC' }, after: { priority: 2, timeZone: 'Europe/Berlin' } },
        },
      ]);
      expect(events.map(({ payload }) => payload)).toEqual([
        { jobType: 'counting', schedule: JSON.parse(JSON.stringify(answer)), performedBy: 'root' },
      ]);
      expect(events[0]?.seq).toEqual(expect.any(Number));
    });

    test('leave out what was given as undefined', async () => {
      const { trail } = await written('counting', () => schedules.update({ jobType: 'counting', priority: 8, timeZone: undefined }, root));
      expect(trail[0]?.metadata).toEqual({ origin: 'ipc', before: { priority: 5 }, after: { priority: 8 } });
      expect(await scheduleOf('counting')).toMatchObject({ priority: 8, timeZone: 'UTC' });
    });

    test('by many people at once keep what each of them changed', async () => {
      const changes = [
        { priority: 1 },
        { maxConcurrency: 2 },
        { timeoutMinutes: 3 },
        { retryAttempts: 4 },
        { backoffSeconds: 5 },
        { cronExpression: '6 * * * *' },
      ];
      const { trail } = await written('counting', () =>
        Promise.all(changes.map((change) => schedules.update({ jobType: 'counting', ...change }, root))),
      );
      expect(await scheduleOf('counting')).toMatchObject(Object.assign({}, ...changes));
      expect(trail).toHaveLength(changes.length);
    });

    test('begin anew only where their time changed', async () => {
      const armed = await armedAt();
      await schedules.update({ jobType: 'counting', priority: 3, maxConcurrency: 2, cronExpression: '0 3 * * *' }, root);
      expect(await armedAt()).toEqual(armed);
      await schedules.update({ jobType: 'counting', cronExpression: '0 4 * * *' }, root);
      expect((await armedAt()).getTime()).toBeGreaterThan(armed.getTime());
    });

    test.each([
      { cronExpression: '0 3 * *', why: 'four fields' },
      { cronExpression: '0 0 3 * * *', why: 'seconds' },
      { cronExpression: '@daily', why: 'a nickname' },
      { cronExpression: 'every day', why: 'words' },
      { cronExpression: 'a b c d e', why: 'five words' },
      { cronExpression: '60 * * * *', why: 'minute 60' },
      { cronExpression: '* 24 * * *', why: 'hour 24' },
      { cronExpression: '* * * 13 *', why: 'month 13' },
      { cronExpression: '* * * * 8', why: 'weekday 8' },
      { cronExpression: '5-1 * * * *', why: 'a range from its end' },
      { cronExpression: '*/0 * * * *', why: 'steps of nothing' },
      { cronExpression: '0 0 31 2 *', why: 'a day that never comes' },
      { cronExpression: '0 0 31 4,6,9,11 *', why: 'a day that none of its months has' },
      { cronExpression: ' ', why: 'nothing' },
      { cronExpression: 'H * * * *', why: 'a minute that is another each time it is read' },
    ])('with the cron expression $cronExpression ($why) are BAD_REQUEST under cronExpression, and stay', async ({ cronExpression }) => {
      const before = await scheduleOf('counting');
      const { answer, trail, events } = await written('counting', () =>
        refusalOf(schedules.update({ jobType: 'counting', cronExpression, priority: 1 }, root)),
      );
      expect(answer).toMatchObject({ code: 'BAD_REQUEST' });
      expect(fieldsOf(answer as DomainError)).toEqual([['cronExpression']]);
      expect(trail).toEqual([]);
      expect(events).toEqual([]);
      expect(await scheduleOf('counting')).toEqual(before);
    });

    test('say how many fields a cron expression has that has too few or too many', async () => {
      const messageOf = async (cronExpression: string) =>
        (await refusalOf(schedules.update({ jobType: 'counting', cronExpression }, root))).message;
      expect(await messageOf('0 3 * *')).toContain('it has 4 fields');
      expect(await messageOf('@daily')).toContain('it has 1 field');
      expect(await messageOf('0 0 3 * * *')).toContain('it has 6 fields');
    });

    test.each(['Mars/Olympus', 'Europe', 'MESZ', '', '3'])(
      'with the time zone %j are BAD_REQUEST under timeZone, and stay',
      async (timeZone) => {
        const before = await scheduleOf('counting');
        const { answer, trail } = await written('counting', () =>
          refusalOf(schedules.update({ jobType: 'counting', timeZone, enabled: false }, root)),
        );
        expect(answer).toMatchObject({ code: 'BAD_REQUEST' });
        expect(fieldsOf(answer as DomainError)).toEqual([['timeZone']]);
        expect(trail).toEqual([]);
        expect(await scheduleOf('counting')).toEqual(before);
      },
    );

    test('of a type that does not exist are NOT_FOUND', async () => {
      expect(await refusalOf(schedules.update({ jobType: 'nothing', priority: 1 }, root))).toMatchObject({
        code: 'NOT_FOUND',
        data: { jobType: 'nothing' },
      });
      expect((await refusalOf(schedules.toggle({ jobType: 'nothing', enabled: true }, root))).code).toBe('NOT_FOUND');
      expect(await trailOf('nothing')).toEqual([]);
    });
  });

  describe('toggled', () => {
    test('go off and on, each with its audit row and event', async () => {
      const off = await written('counting', () => schedules.toggle({ jobType: 'counting', enabled: false }, root));
      expect(off.answer).toMatchObject({ enabled: false, nextRunAt: null });
      expect(off.trail).toMatchObject([
        {
          action: 'schedule_toggle',
          performed_by: 'root',
          metadata: { origin: 'ipc', before: { enabled: true }, after: { enabled: false } },
        },
      ]);
      expect(off.events.map(({ payload }) => payload)).toMatchObject([
        { jobType: 'counting', schedule: { enabled: false }, performedBy: 'root' },
      ]);
      const on = await written('counting', () => schedules.toggle({ jobType: 'counting', enabled: true }, root));
      expect(on.answer).toMatchObject({ enabled: true, nextRunAt: new Date('2026-06-02T03:00:00Z') });
      expect(on.trail.map(({ metadata }) => metadata)).toMatchObject([{ before: { enabled: false }, after: { enabled: true } }]);
    });

    test('off leave triggering by hand as it was', async () => {
      await schedules.toggle({ jobType: 'counting', enabled: false }, root);
      const jobId = await environment.trigger('counting');
      expect(await environment.row(jobId)).toMatchObject({ status: 'pending' });
    });
  });

  describe('previewed', () => {
    const preview = async (cronExpression: string, timeZone: string, count: number) =>
      (await schedules.preview({ cronExpression, timeZone, count })).runs.map((run) => run.toISOString());

    test('tell the next firings, soonest first', async () => {
      expect(await preview('0 */6 * * *', 'UTC', 3)).toEqual([
        '2026-06-01T18:00:00.000Z',
        '2026-06-02T00:00:00.000Z',
        '2026-06-02T06:00:00.000Z',
      ]);
      expect(await preview('0 0 29 2 *', 'UTC', 2)).toEqual(['2028-02-29T00:00:00.000Z', '2032-02-29T00:00:00.000Z']);
    });

    test('keep to the clock of the zone when it is put forward', async () => {
      now = new Date('2026-03-27T12:00:00Z');
      expect(await preview('0 8 * * *', 'Europe/Berlin', 3)).toEqual([
        '2026-03-28T07:00:00.000Z',
        '2026-03-29T06:00:00.000Z',
        '2026-03-30T06:00:00.000Z',
      ]);
      // 02:00 to 03:00 does not exist: the hour after 01:00 is 03:00.
      now = new Date('2026-03-28T23:30:00Z');
      expect(await preview('0 * * * *', 'Europe/Berlin', 4)).toEqual([
        '2026-03-29T00:00:00.000Z',
        '2026-03-29T01:00:00.000Z',
        '2026-03-29T02:00:00.000Z',
        '2026-03-29T03:00:00.000Z',
      ]);
    });

    test('keep to the clock of the zone when it is put back', async () => {
      now = new Date('2026-10-24T12:00:00Z');
      expect(await preview('0 8 * * *', 'Europe/Berlin', 2)).toEqual(['2026-10-25T07:00:00.000Z', '2026-10-26T07:00:00.000Z']);
      // 02:30 is there twice, and fires once.
      expect((await preview('30 2 * * *', 'Europe/Berlin', 3)).map((run) => run.slice(0, 10))).toEqual([
        '2026-10-25',
        '2026-10-26',
        '2026-10-27',
      ]);
      // The day has 25 hours.
      now = new Date('2026-10-24T21:30:00Z');
      const hours = await preview('0 * * * *', 'Europe/Berlin', 26);
      expect([hours[0], hours[25]]).toEqual(['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    });

    test('tell those between two moments', async () => {
      const between = async (from: string, to: string, count = 500) => {
        const { runs } = await schedules.preview({
          ...{ cronExpression: '0 3 * * *', timeZone: 'Asia/Riyadh', count },
          from: new Date(from),
          to: new Date(to),
        });
        return runs.map((run) => run.toISOString());
      };
      const week = ['07', '08', '09', '10', '11', '12', '13'].map((day) => `2026-07-${day}T00:00:00.000Z`);
      expect(await between('2026-07-06T23:59:59.999Z', '2026-07-14T00:00:00Z')).toEqual(week);
      // After the one, and before the other.
      expect(await between('2026-07-07T00:00:00Z', '2026-07-13T00:00:00.001Z')).toEqual(week.slice(1));
      expect(await between('2026-07-06T00:00:00Z', '2026-07-14T00:00:00Z', 2)).toEqual(week.slice(0, 2));
      expect(await between('2026-07-07T00:00:00Z', '2026-07-08T00:00:00Z')).toEqual([]);
      expect(await between('2026-07-08T00:00:00Z', '2026-07-07T00:00:00Z')).toEqual([]);
      const { runs } = await schedules.preview({
        ...{ cronExpression: '* * * * *', timeZone: 'UTC', count: 500 },
        to: new Date('2026-06-01T12:05:00Z'),
      });
      expect(runs.at(-1)).toEqual(new Date('2026-06-01T12:04:00Z'));
    });

    test('of a rare schedule end after 30 years, and hold nobody up', async () => {
      const runs = await preview('0 0 29 2 *', 'Asia/Riyadh', 500);
      expect(runs).toHaveLength(8);
      expect(runs.at(-1)).toBe('2056-02-28T21:00:00.000Z');
    });

    test('name the field that is wrong', async () => {
      expect(fieldsOf(await refusalOf(schedules.preview({ cronExpression: '0 3 * *', timeZone: 'UTC', count: 1 })))).toEqual([
        ['cronExpression'],
      ]);
      expect(fieldsOf(await refusalOf(schedules.preview({ cronExpression: '0 3 * * *', timeZone: 'Mars', count: 1 })))).toEqual([
        ['timeZone'],
      ]);
    });
  });

  describe('that fire', () => {
    beforeEach(async () => {
      await environment.db.query('DELETE FROM sync_job_control');
    });
    const at = new Date('2026-06-01T03:00:00Z');
    const fire = (scheduledFor = at, jobType = 'counting') =>
      fireSchedule({ sql: environment.db, trigger: environment.core.trigger }, jobType, scheduledFor);
    const jobs = () =>
      environment.db.query<{ job_id: string; scheduled_for: Date; priority: number; ticket: number }>(
        'SELECT job_id, scheduled_for, priority, ticket FROM sync_job_control ORDER BY id',
      );

    test('make a job with the priority of the schedule, a ticket, and the schedule in its trail', async () => {
      await environment.bind('counting', { priority: 3 });
      expect(await fire()).toBe(true);
      const [job, ...others] = await jobs();
      expect(others).toEqual([]);
      expect(job).toMatchObject({ scheduled_for: at, priority: 3 });
      const row = await environment.row(job?.job_id as string);
      expect(row).toMatchObject({
        status: 'pending',
        job_name: 'Counting',
        params: { total: 100 },
        metadata: { triggeredBy: scheduleActor.username, origin: 'schedule' },
      });
      const trail = await environment.db.query<{ metadata: { after: { scheduledFor: string } } }>(
        'SELECT action, performed_by, metadata FROM sync_job_audit_logs WHERE job_id = $1',
        [row.job_id],
      );
      expect(trail).toMatchObject([
        { action: 'trigger', performed_by: 'schedule', metadata: { origin: 'schedule', after: { status: 'pending', priority: 3 } } },
      ]);
      expect(new Date(trail[0]?.metadata.after.scheduledFor ?? 0)).toEqual(at);
      expect((await environment.queue.list('counting')).map(({ ticket }) => ticket)).toContainEqual({
        jobType: 'counting',
        jobId: row.job_id,
        ticket: 1,
      });
    });

    test('twice for one time make one job', async () => {
      expect([await fire(), await fire()]).toEqual([true, false]);
      expect(await jobs()).toHaveLength(1);
      const trail = await environment.db.query('SELECT 1 FROM sync_job_audit_logs WHERE job_id = $1', [(await jobs())[0]?.job_id]);
      expect(trail).toHaveLength(1);
    });

    test('twenty times at once for one time make one job', async () => {
      const made = await Promise.all(Array.from({ length: 20 }, () => fire()));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await jobs()).toHaveLength(1);
    });

    test('for two times make two jobs', async () => {
      expect([await fire(), await fire(new Date('2026-05-31T03:00:00Z'))]).toEqual([true, true]);
      expect(await jobs()).toHaveLength(2);
    });

    test('while switched off make none', async () => {
      await schedules.toggle({ jobType: 'counting', enabled: false }, root);
      expect(await fire()).toBe(false);
      expect(await jobs()).toEqual([]);
    });

    test('for a time of an earlier cron expression or time zone make none', async () => {
      await environment.bind('counting', { cron_expression: '0 4 * * *' });
      expect(await fire()).toBe(false);
      await environment.bind('counting', { cron_expression: '0 3 * * *', time_zone: 'Asia/Riyadh' });
      expect(await fire()).toBe(false);
      expect(await fire(new Date(at.getTime() + 1))).toBe(false);
      expect(await jobs()).toEqual([]);
    });

    test('for a time before they were switched on again or changed make none', async () => {
      await environment.bind('counting', { armed_at: '2026-06-01T03:00:00.500Z' });
      expect(await fire()).toBe(false);
      expect(await jobs()).toEqual([]);
      expect(await fire(new Date('2026-06-02T03:00:00Z'))).toBe(true);
    });

    test('for a type that no code is there for make none', async () => {
      await environment.bind('forgotten', { enabled: true, cron_expression: '0 3 * * *', armed_at: '2026-01-01T00:00:00Z' });
      expect(await fire(at, 'forgotten')).toBe(false);
      expect(await fire(at, 'unheard-of')).toBe(false);
      expect(await jobs()).toEqual([]);
      await environment.db.query(`DELETE FROM sync_job_schedules WHERE job_type = 'forgotten'`);
    });

    // What the preview and the queue's own scheduler name is what makes a job, on the days when the clock is put forward or back too.
    test.each([
      { timeZone: 'Europe/Berlin', from: '2026-03-28T12:00:00Z' },
      { timeZone: 'Europe/Berlin', from: '2026-10-24T12:00:00Z' },
      { timeZone: 'America/New_York', from: '2026-03-07T12:00:00Z' },
      { timeZone: 'America/New_York', from: '2026-10-31T12:00:00Z' },
      { timeZone: 'Africa/Casablanca', from: '2026-03-21T12:00:00Z' },
    ])(
      'make a job for each time that the preview named, over the change of the clock: $timeZone from $from',
      async ({ timeZone, from }) => {
        now = new Date(from);
        const lost: string[] = [];
        for (const cronExpression of ['0 2 * * *', '30 2 * * *', '0 3 * * *', '30 1 * * *', '0 0 * * *', '0 * * * *', '*/30 1-3 * * *']) {
          await environment.bind('counting', { cron_expression: cronExpression, time_zone: timeZone });
          await environment.db.query('DELETE FROM sync_job_control');
          for (const run of (await schedules.preview({ cronExpression, timeZone, count: 30 })).runs) {
            if (!(await fire(run))) lost.push(`${cronExpression} at ${run.toISOString()}`);
          }
        }
        expect(lost).toEqual([]);
      },
    );

    describe('late', () => {
      const missed = (moment: string) =>
        fireMissed({ sql: environment.db, trigger: environment.core.trigger, now: () => new Date(moment) });
      const times = async () => (await jobs()).map(({ scheduled_for }) => scheduled_for.toISOString());
      beforeEach(async () => {
        // Only the schedule of the tests is due.
        await environment.db.query(`UPDATE sync_job_schedules SET enabled = false WHERE job_type <> 'counting'`);
      });
      afterAll(async () => {
        await environment.db.query(`UPDATE sync_job_schedules SET enabled = true WHERE job_type <> 'counting'`);
      });

      test('make up for the last of the times that were missed, once', async () => {
        expect(await missed('2026-06-01T12:00:00Z')).toBe(1);
        expect(await missed('2026-06-01T12:00:00Z')).toBe(0);
        expect(await times()).toEqual(['2026-06-01T03:00:00.000Z']);
      });

      test('make nothing up where the queue fired', async () => {
        await fire();
        expect(await missed('2026-06-01T12:00:00Z')).toBe(0);
        expect(await missed('2026-06-02T12:00:00Z')).toBe(1);
        expect(await times()).toEqual(['2026-06-01T03:00:00.000Z', '2026-06-02T03:00:00.000Z']);
      });

      test('give the queue a few seconds to fire by itself', async () => {
        await fire(new Date('2026-05-31T03:00:00Z'));
        expect(await missed('2026-06-01T03:00:02Z')).toBe(0);
        expect(await missed('2026-06-01T03:00:10Z')).toBe(1);
      });

      test('make nothing up from before they were switched on or changed', async () => {
        await environment.bind('counting', { armed_at: '2026-06-01T09:00:00Z' });
        expect(await missed('2026-06-01T12:00:00Z')).toBe(0);
        expect(await missed('2026-06-02T12:00:00Z')).toBe(1);
      });

      test('make nothing up while switched off', async () => {
        await environment.bind('counting', { enabled: false });
        expect(await missed('2026-06-01T12:00:00Z')).toBe(0);
        expect(await jobs()).toEqual([]);
      });
    });
  });
});

/** Half a year away, so that no time zone and no minute brings it near: it fires in these tests only where it is told to. */
const due = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 6, 1));
/** Once a year, at this hour of that day. */
const yearly = (hour: number) => `0 ${hour} 1 ${due.getUTCMonth() + 1} *`;

describe.each(queueKinds)('a schedule in the queue on %s', (queue) => {
  const environment = useEnvironment({ queue, syncs: [countingSync()] });
  let connection: QueueConnection;
  let schedules: Schedules;
  let schedulers: ReturnType<QueueConnection['queue']>;
  beforeAll(async () => {
    const onError = (error: Error) => {
      throw error;
    };
    const { redis, connectionString } = environment;
    connection = redis
      ? await connectQueueToRedis({ url: redis.url, onError })
      : await connectQueueToPostgres({ connectionString, maxConnections: 2, onError });
    schedulers = connection.queue('schedules');
    schedules = createSchedules({ db: environment.db, now: () => new Date() });
  });
  beforeEach(async () => {
    await environment.bind('counting', { enabled: true, cron_expression: yearly(0), time_zone: 'UTC' });
    await environment.queue.unschedule('counting');
  });
  afterAll(async () => {
    await schedulers?.close();
    await connection?.close();
  });
  const scheduler = async () => (await schedulers.getJobScheduler('counting')) ?? null;

  test('is a scheduler with its cron expression and time zone', async () => {
    await environment.queue.schedule('counting', { cronExpression: yearly(0), timeZone: 'UTC' });
    expect(await scheduler()).toMatchObject({ pattern: yearly(0), tz: 'UTC', next: due.getTime() });
    expect(await schedulers.getJobSchedulersCount()).toBe(1);
  });

  test('told again is the same, told otherwise is another, and there is never more than one', async () => {
    await environment.queue.schedule('counting', { cronExpression: yearly(0), timeZone: 'UTC' });
    await environment.queue.schedule('counting', { cronExpression: yearly(0), timeZone: 'UTC' });
    expect(await schedulers.getDelayedCount()).toBe(1);
    await environment.queue.schedule('counting', { cronExpression: yearly(0), timeZone: 'Asia/Riyadh' });
    expect(await scheduler()).toMatchObject({ tz: 'Asia/Riyadh', next: due.getTime() - 3 * 3_600_000 });
    await environment.queue.schedule('counting', { cronExpression: yearly(12), timeZone: 'Asia/Riyadh' });
    expect(await scheduler()).toMatchObject({ pattern: yearly(12), next: due.getTime() + 9 * 3_600_000 });
    expect(await schedulers.getJobSchedulersCount()).toBe(1);
    expect(await schedulers.getDelayedCount()).toBe(1);
  });

  test('is gone once it is unscheduled, and what waited of it too', async () => {
    await environment.queue.schedule('counting', { cronExpression: yearly(0), timeZone: 'UTC' });
    await environment.queue.unschedule('counting');
    await environment.queue.unschedule('counting');
    expect(await scheduler()).toBeNull();
    expect(await schedulers.getDelayedCount()).toBe(0);
  });

  test('comes with the engine, follows what is changed, and goes when it is switched off', async () => {
    await environment.startEngine();
    await until('there is a scheduler', scheduler);
    await schedules.update({ jobType: 'counting', cronExpression: yearly(6), timeZone: 'Asia/Riyadh' }, root);
    await until('it has changed', async () => {
      const current = await scheduler();
      return current?.pattern === yearly(6) && current.tz === 'Asia/Riyadh';
    });
    await schedules.toggle({ jobType: 'counting', enabled: false }, root);
    await until('it is gone', async () => (await scheduler()) === null && (await schedulers.getDelayedCount()) === 0);
    await schedules.toggle({ jobType: 'counting', enabled: true }, root);
    await until('it is back', scheduler);
  });

  test('fires a job that runs, and waits for its next time', async () => {
    await environment.queue.schedule('counting', { cronExpression: yearly(0), timeZone: 'UTC' });
    const [firing] = await schedulers.getDelayed();
    // The time has come, as far as the queue can tell.
    await firing?.promote();
    await environment.startEngine();
    const jobId = await until('there is a job', async () => {
      const [job] = await environment.db.query<{ job_id: string }>('SELECT job_id FROM sync_job_control WHERE scheduled_for = $1', [due]);
      return job?.job_id;
    });
    expect(await environment.reach(jobId, 'completed')).toMatchObject({ metadata: { triggeredBy: 'schedule', origin: 'schedule' } });
    expect((await scheduler())?.next).toBe(Date.UTC(due.getUTCFullYear() + 1, due.getUTCMonth(), 1));
    expect((await schedules.list()).items.find(({ jobType }) => jobType === 'counting')?.lastRun).toMatchObject({
      jobId,
      status: 'completed',
      at: due,
    });
  });
});
