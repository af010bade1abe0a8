-- What the console shows of a job beyond its row: why it last failed as a group of failures knows it, when its checkpoint moved, and
-- events that name the job, so that a notice needs no further call.

ALTER TABLE "sync_job_control" ADD COLUMN "error_signature" VARCHAR(255),
ADD COLUMN "checkpoint_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sync_job_checkpoints" (
    "id" BIGSERIAL NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "attempt" INTEGER NOT NULL,
    "done" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sync_job_checkpoints_pkey" PRIMARY KEY ("id")
);

-- A message stays until a retry or a success, so it is the one of the newest attempt that has any.
UPDATE "sync_job_control" j SET "error_signature" = (
  SELECT t.error_signature FROM "sync_job_attempts" t WHERE t.job_id = j.job_id AND t.error_signature IS NOT NULL ORDER BY t.id DESC LIMIT 1)
WHERE j.error_message IS NOT NULL;

-- CreateIndex
CREATE INDEX "sync_job_control_error_signature_status_created_at_id_idx" ON "sync_job_control"("error_signature", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_checkpoints_job_id_id_idx" ON "sync_job_checkpoints"("job_id", "id");

-- CreateIndex
CREATE INDEX "sync_job_checkpoints_at_idx" ON "sync_job_checkpoints"("at");

-- As before, and: error_signature goes with error_message; a retry with params leaves both the old and the new in its audit row; events
-- name the job, its new priority, and whether it was one of many; a deleted job's checkpoints go with it.
CREATE OR REPLACE FUNCTION apply_job_transitions(changes jsonb)
RETURNS TABLE (n integer, applied boolean, found_status text, found_ticket integer, job jsonb) LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  -- Takes of one type wait for each other here: what follows is a statement of its own, so it sees every run that they started.
  IF changes @? '$[*] ? (@.transition == "take")' THEN
    PERFORM 1 FROM sync_job_schedules s
      WHERE s.job_type IN (SELECT c->>'jobType' FROM jsonb_array_elements(changes) c WHERE c->>'transition' = 'take')
      ORDER BY s.job_type FOR NO KEY UPDATE;
  END IF;

  RETURN QUERY
  WITH x AS (
    SELECT * FROM jsonb_to_recordset(changes) AS r(
      n integer, "jobId" text, transition text, "from" text[], "to" text, "newTicket" boolean, "limit" text,
      ticket integer, token uuid, "quietMs" integer, "workerId" text, priority integer, params jsonb, "fromStart" boolean,
      "delayMs" double precision, "errorMessage" text, "errorSignature" text, outcome text, result jsonb,
      action text, "performedBy" text, origin text, reason text, "isBulk" boolean)
  ), l AS MATERIALIZED (
    SELECT j.* FROM sync_job_control j WHERE j.job_id IN (SELECT x."jobId" FROM x) ORDER BY j.job_id FOR NO KEY UPDATE
  ), allowed AS (
    SELECT x.*, l.job_type, l.job_name, l.status AS old_status, l.priority AS old_priority, l.attempt AS old_attempt,
      l.run_token AS old_token, l.worker_id AS old_worker, l.taken_at AS old_taken_at, l.checkpoint AS old_checkpoint,
      l.losses AS old_losses, l.params AS old_params, s.retry_attempts, s.backoff_seconds, s.max_concurrency, s.timeout_minutes,
      row_number() OVER (PARTITION BY l.job_type, x.transition ORDER BY x.n) AS place
    FROM x JOIN l ON l.job_id = x."jobId" LEFT JOIN sync_job_schedules s ON s.job_type = l.job_type
    WHERE l.status = ANY (x."from")
      AND (x.ticket IS NULL OR l.ticket = x.ticket)
      AND (x.token IS NULL OR l.run_token = x.token)
      AND (x."quietMs" IS NULL OR l.heartbeat_at < clock_timestamp() - x."quietMs" * interval '1 millisecond')
  ), d AS MATERIALIZED (
    SELECT a.*,
      CASE
        WHEN a."limit" = 'attempts' AND a.old_attempt >= coalesce(a.retry_attempts, 1) THEN 'failed'
        WHEN a."limit" = 'losses' AND a.old_losses + 1 >= 5 THEN 'failed'
        ELSE coalesce(a."to", a.old_status)
      END AS new_status,
      CASE WHEN a.old_status = 'running' AND a.transition <> 'priority_change'
        THEN greatest(0, extract(epoch FROM clock_timestamp() - a.old_taken_at) * 1000)::bigint ELSE 0 END AS ran_ms
    FROM allowed a
    WHERE a.transition <> 'take' OR a.place <= coalesce(a.max_concurrency, 1)
      - (SELECT count(*) FROM sync_job_control r WHERE r.job_type = a.job_type AND r.status = 'running')
  ), u AS (
    UPDATE sync_job_control j SET
      status = d.new_status,
      priority = coalesce(d.priority, j.priority),
      params = coalesce(d.params, j.params),
      ticket = j.ticket + (coalesce(d."newTicket", false) AND d.new_status = 'pending')::int,
      run_token = CASE WHEN d.transition = 'take' THEN gen_random_uuid() WHEN d.new_status = 'running' THEN j.run_token END,
      worker_id = coalesce(d."workerId", j.worker_id),
      taken_at = CASE WHEN d.transition = 'take' THEN clock_timestamp() ELSE j.taken_at END,
      heartbeat_at = CASE WHEN d.transition = 'take' THEN clock_timestamp() ELSE j.heartbeat_at END,
      started_at = CASE
        WHEN d.transition = 'take' THEN coalesce(j.started_at, clock_timestamp())
        WHEN d.transition = 'retry' THEN NULL ELSE j.started_at END,
      paused_at = CASE WHEN d.new_status <> 'paused' THEN NULL WHEN d.old_status = 'paused' THEN j.paused_at ELSE clock_timestamp() END,
      cancelled_at = CASE WHEN d.new_status = 'cancelled' THEN clock_timestamp() END,
      completed_at = CASE WHEN d.new_status IN ('completed', 'failed') THEN clock_timestamp() END,
      ended_at = CASE WHEN d.new_status IN ('completed', 'failed', 'cancelled') THEN clock_timestamp() END,
      error_message = CASE
        WHEN d.transition = 'retry' OR d.new_status = 'completed' THEN NULL ELSE coalesce(d."errorMessage", j.error_message) END,
      error_signature = CASE
        WHEN d.transition = 'retry' OR d.new_status = 'completed' THEN NULL
        WHEN d."errorMessage" IS NULL THEN j.error_signature ELSE d."errorSignature" END,
      attempt = CASE
        WHEN d.transition = 'retry' THEN 1
        WHEN d.transition = 'fail' AND d.new_status = 'pending' THEN j.attempt + 1 ELSE j.attempt END,
      losses = CASE
        WHEN d.transition IN ('retry', 'resume') THEN 0
        WHEN d.transition = 'lose' THEN j.losses + 1 ELSE j.losses END,
      attempt_ms = CASE WHEN d.transition IN ('retry', 'fail') THEN 0 ELSE j.attempt_ms + d.ran_ms END,
      run_ms = CASE WHEN d.transition = 'retry' THEN 0 ELSE j.run_ms + d.ran_ms END,
      run_at = CASE WHEN d.transition = 'retry' THEN NULL ELSE j.run_at END,
      next_attempt_at = CASE
        WHEN d.transition = 'fail' AND d.new_status = 'pending' THEN clock_timestamp() + interval '1 millisecond' * greatest(
          coalesce(d."delayMs", 0),
          least(900000, coalesce(d.backoff_seconds, 10) * 1000 * power(2, least(d.old_attempt - 1, 20))) * (0.5 + random() / 2))
        WHEN d.transition = 'priority_change' THEN j.next_attempt_at END,
      queued_at = CASE WHEN d.new_status = 'pending' AND d.old_status <> 'pending' THEN clock_timestamp() ELSE j.queued_at END,
      wait_ms = CASE
        WHEN d.transition = 'take' THEN coalesce(j.wait_ms, greatest(0,
          extract(epoch FROM clock_timestamp() - greatest(j.queued_at, j.run_at, j.next_attempt_at)) * 1000)::bigint)
        WHEN d.transition = 'retry' THEN NULL ELSE j.wait_ms END,
      checkpoint = CASE WHEN d."fromStart" THEN NULL ELSE j.checkpoint END,
      result = CASE WHEN d."fromStart" THEN NULL ELSE coalesce(d.result, j.result) END,
      progress_done = CASE WHEN d."fromStart" THEN 0 ELSE j.progress_done END,
      progress_total = CASE WHEN d."fromStart" THEN NULL ELSE j.progress_total END,
      progress_percentage = CASE WHEN d."fromStart" THEN 0 WHEN d.new_status = 'completed' THEN 100 ELSE j.progress_percentage END,
      progress_message = CASE WHEN d."fromStart" THEN NULL ELSE j.progress_message END,
      progress_rate = CASE WHEN d.new_status = 'running' THEN j.progress_rate END,
      updated_at = clock_timestamp()
    FROM d WHERE j.job_id = d."jobId" AND d.transition <> 'delete'
    RETURNING d.n, CASE d.transition
      WHEN 'take' THEN to_jsonb(j) || jsonb_build_object('timeout_minutes', coalesce(d.timeout_minutes, 60)) ELSE to_jsonb(j) END AS job
  ), audited AS (
    INSERT INTO sync_job_audit_logs (job_id, action, performed_by, metadata)
    SELECT d."jobId", d.action, d."performedBy",
      -- What is told of params is told whole: stripping nulls would reach into them.
      jsonb_strip_nulls(jsonb_build_object('origin', d.origin, 'reason', d.reason, 'fromStart', d."fromStart"))
      || jsonb_build_object('before', CASE d.transition
        WHEN 'priority_change' THEN jsonb_build_object('priority', d.old_priority)
        WHEN 'delete' THEN jsonb_build_object('status', d.old_status, 'jobType', d.job_type, 'jobName', d.job_name)
        ELSE jsonb_build_object('status', d.old_status) END
        || CASE WHEN d.params IS NULL THEN '{}' ELSE jsonb_build_object('params', d.old_params) END)
      || CASE d.transition
        WHEN 'priority_change' THEN jsonb_build_object('after', jsonb_build_object('priority', d.priority))
        WHEN 'delete' THEN '{}'
        ELSE jsonb_build_object('after', jsonb_build_object('status', d.new_status)
          || CASE WHEN d.params IS NULL THEN '{}' ELSE jsonb_build_object('params', d.params) END) END
    FROM d WHERE d.action IS NOT NULL ORDER BY d.n
  ), attempted AS (
    INSERT INTO sync_job_attempts (job_id, job_type, attempt, run_token, worker_id, started_at, outcome, error_message, error_signature, checkpoint)
    SELECT d."jobId", d.job_type, d.old_attempt, d.old_token, d.old_worker, d.old_taken_at,
      coalesce(d.outcome, d.new_status), d."errorMessage", d."errorSignature", d.old_checkpoint
    FROM d WHERE d.old_status = 'running' AND d.new_status <> 'running' ORDER BY d.n
  ), gone AS (
    DELETE FROM sync_job_control j USING d WHERE j.job_id = d."jobId" AND d.transition = 'delete'
  ), gone_logs AS (
    DELETE FROM sync_job_logs g USING d WHERE g.job_id = d."jobId" AND d.transition = 'delete'
  ), gone_attempts AS (
    DELETE FROM sync_job_attempts g USING d WHERE g.job_id = d."jobId" AND d.transition = 'delete'
  ), gone_checkpoints AS (
    DELETE FROM sync_job_checkpoints g USING d WHERE g.job_id = d."jobId" AND d.transition = 'delete'
  ), told AS (
    INSERT INTO sync_job_events (kind, job_id, payload)
    SELECT e.kind, e.job_id, e.payload FROM (
      SELECT d.n, 1 AS place, 'job:status' AS kind, d."jobId" AS job_id, jsonb_strip_nulls(jsonb_build_object(
        'jobId', d."jobId", 'jobType', d.job_type, 'jobName', d.job_name, 'status', d.new_status, 'previousStatus', d.old_status,
        'errorMessage', CASE WHEN d.transition IN ('fail', 'fail_for_good', 'time_out', 'lose') THEN d."errorMessage" END,
        'errorSignature', CASE WHEN d.transition IN ('fail', 'fail_for_good', 'time_out', 'lose') THEN d."errorSignature" END)) AS payload
      FROM d WHERE d.new_status <> d.old_status
      UNION ALL
      SELECT d.n, 2, 'job:action', d."jobId", jsonb_strip_nulls(jsonb_build_object(
        'jobId', d."jobId", 'jobName', d.job_name, 'action', d.action, 'performedBy', d."performedBy",
        'result', CASE d.transition WHEN 'delete' THEN 'deleted' ELSE d.new_status END,
        'priority', CASE d.transition WHEN 'priority_change' THEN d.priority END,
        'isBulk', CASE WHEN d."isBulk" THEN true END))
      FROM d WHERE d.action IS NOT NULL
    ) e ORDER BY e.n, e.place
  ), stopped AS (
    -- The worker that holds a run learns at once that it lost it; it could not have written anyway.
    SELECT d.n, pg_notify('syncdeck_stops', jsonb_build_object('jobId', d."jobId", 'token', d.old_token, 'status', d.new_status)::text) AS sent
    FROM d WHERE d.old_status = 'running' AND d.new_status <> 'running' AND d.token IS NULL
  )
  SELECT x.n, d.n IS NOT NULL, l.status::text, l.ticket, u.job
  FROM x LEFT JOIN l ON l.job_id = x."jobId" LEFT JOIN d ON d.n = x.n LEFT JOIN u ON u.n = x.n LEFT JOIN stopped ON stopped.n = x.n
  ORDER BY x.n;
END $$;

-- As before, and: it notes when the checkpoint moved, at most once a second, and for the batch that finishes the job. The moment of the
-- last note is kept on the row that is written anyway, so that most batches cost nothing more.
CREATE OR REPLACE FUNCTION commit_job_batch(p_job_id text, p_token uuid, batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- As exact as the column: what was stored is compared with it.
  moment timestamptz(3) := clock_timestamp();
  run_attempt integer;
  is_moved boolean;
BEGIN
  UPDATE sync_job_control SET
    checkpoint = batch->'checkpoint',
    result = batch->'result',
    progress_done = (batch->>'done')::int,
    progress_total = (batch->>'total')::int,
    progress_percentage = (batch->>'percentage')::int,
    progress_message = batch->>'message',
    progress_rate = (batch->>'rate')::double precision,
    heartbeat_at = moment,
    checkpoint_at = CASE
      WHEN checkpoint_at > moment - interval '1 second' AND NOT (
        (batch->>'done')::int > progress_done AND (batch->>'done')::int >= coalesce((batch->>'total')::int, 2147483647))
      THEN checkpoint_at ELSE moment END
  WHERE job_id = p_job_id AND status = 'running' AND run_token = p_token
  RETURNING attempt, checkpoint_at = moment INTO run_attempt, is_moved;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'job % is not running under this token', p_job_id USING ERRCODE = 'SD001';
  END IF;
  IF is_moved THEN
    INSERT INTO sync_job_checkpoints (job_id, attempt, done, at) VALUES (p_job_id, run_attempt, (batch->>'done')::int, moment);
  END IF;
  INSERT INTO sync_job_logs (job_id, level, message, data, logged_at)
    SELECT p_job_id, g.level, g.message, g.data, g.at
    FROM jsonb_to_recordset(batch->'logs') AS g(level text, message text, data jsonb, at timestamptz);
END $$;
