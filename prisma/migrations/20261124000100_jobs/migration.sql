-- Jobs, schedules, audit trail, events: the tables of prisma/schema.prisma, and the functions that change them.

-- Substring search over job ids, names and errors.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- CreateTable
CREATE TABLE "sync_job_control" (
    "id" SERIAL NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "job_type" VARCHAR(50) NOT NULL,
    "job_name" VARCHAR(255) NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'pending',
    "priority" INTEGER NOT NULL DEFAULT 5,
    "progress_percentage" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "error_message" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "params" JSONB NOT NULL DEFAULT '{}',
    "checkpoint" JSONB,
    "result" JSONB,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER,
    "progress_message" TEXT,
    "progress_rate" DOUBLE PRECISION,
    "ticket" INTEGER NOT NULL DEFAULT 1,
    "run_token" UUID,
    "worker_id" VARCHAR(64),
    "taken_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "losses" INTEGER NOT NULL DEFAULT 0,
    "attempt_ms" BIGINT NOT NULL DEFAULT 0,
    "run_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "wait_ms" BIGINT,
    "run_ms" BIGINT NOT NULL DEFAULT 0,
    "scheduled_for" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sync_job_control_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_job_schedules" (
    "id" SERIAL NOT NULL,
    "job_type" VARCHAR(50) NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "cron_expression" VARCHAR(255) NOT NULL,
    "time_zone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "priority" INTEGER NOT NULL DEFAULT 5,
    "max_concurrency" INTEGER NOT NULL DEFAULT 1,
    "timeout_minutes" INTEGER NOT NULL DEFAULT 60,
    "retry_attempts" INTEGER NOT NULL DEFAULT 3,
    "backoff_seconds" INTEGER NOT NULL DEFAULT 10,
    "armed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_job_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_job_audit_logs" (
    "id" BIGSERIAL NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "action" VARCHAR(50) NOT NULL,
    "performed_by" VARCHAR(255) NOT NULL,
    "performed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "metadata" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "sync_job_audit_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_job_logs" (
    "id" BIGSERIAL NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "level" VARCHAR(10) NOT NULL,
    "message" TEXT NOT NULL,
    "data" JSONB,
    "logged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_job_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_job_attempts" (
    "id" BIGSERIAL NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "job_type" VARCHAR(50) NOT NULL,
    "attempt" INTEGER NOT NULL,
    "run_token" UUID NOT NULL,
    "worker_id" VARCHAR(64),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" VARCHAR(20) NOT NULL,
    "error_message" TEXT,
    "error_signature" VARCHAR(255),
    "checkpoint" JSONB,

    CONSTRAINT "sync_job_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_job_events" (
    "id" BIGSERIAL NOT NULL,
    "seq" BIGINT,
    "kind" VARCHAR(32) NOT NULL,
    "job_id" VARCHAR(255),
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_job_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_event_counter" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "last" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sync_event_counter_pkey" PRIMARY KEY ("one")
);

-- CreateTable
CREATE TABLE "sync_workers" (
    "id" VARCHAR(64) NOT NULL,
    "host" VARCHAR(255) NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" VARCHAR(32) NOT NULL,
    "job_types" VARCHAR(50)[],
    "running" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_workers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_leases" (
    "name" VARCHAR(64) NOT NULL,
    "holder" VARCHAR(64) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sync_leases_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "sync_idempotency_keys" (
    "username" VARCHAR(255) NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "fingerprint" CHAR(64) NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_idempotency_keys_pkey" PRIMARY KEY ("username","key")
);

-- CreateTable
CREATE TABLE "sync_bulk_operations" (
    "id" SERIAL NOT NULL,
    "bulk_id" VARCHAR(64) NOT NULL,
    "action" VARCHAR(50) NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "state" VARCHAR(20) NOT NULL DEFAULT 'running',
    "matched" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "performed_by" VARCHAR(255) NOT NULL,
    "origin" VARCHAR(20) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_bulk_operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_bulk_items" (
    "bulk_id" VARCHAR(64) NOT NULL,
    "position" INTEGER NOT NULL,
    "job_id" VARCHAR(255) NOT NULL,
    "ok" BOOLEAN,
    "status" VARCHAR(20),
    "error" JSONB,

    CONSTRAINT "sync_bulk_items_pkey" PRIMARY KEY ("bulk_id","position")
);

-- CreateTable
CREATE TABLE "sync_users" (
    "username" VARCHAR(255) NOT NULL,
    "password_hash" VARCHAR(255) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_users_pkey" PRIMARY KEY ("username")
);

-- CreateIndex
CREATE UNIQUE INDEX "sync_job_control_job_id_key" ON "sync_job_control"("job_id");

-- CreateIndex
CREATE INDEX "sync_job_control_status_created_at_id_idx" ON "sync_job_control"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_control_job_type_created_at_id_idx" ON "sync_job_control"("job_type", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_control_job_type_status_created_at_id_idx" ON "sync_job_control"("job_type", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_control_created_at_id_idx" ON "sync_job_control"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_control_updated_at_id_idx" ON "sync_job_control"("updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_control_priority_created_at_id_idx" ON "sync_job_control"("priority", "created_at", "id");

-- CreateIndex
CREATE INDEX "sync_job_control_ended_at_id_idx" ON "sync_job_control"("ended_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_control_search_idx" ON "sync_job_control" USING GIN ("job_id" gin_trgm_ops, "job_name" gin_trgm_ops, "error_message" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "sync_job_control_job_type_scheduled_for_key" ON "sync_job_control"("job_type", "scheduled_for");

-- CreateIndex
CREATE UNIQUE INDEX "sync_job_schedules_job_type_key" ON "sync_job_schedules"("job_type");

-- CreateIndex
CREATE INDEX "sync_job_audit_logs_job_id_id_idx" ON "sync_job_audit_logs"("job_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_audit_logs_performed_at_id_idx" ON "sync_job_audit_logs"("performed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "sync_job_logs_job_id_id_idx" ON "sync_job_logs"("job_id", "id");

-- CreateIndex
CREATE INDEX "sync_job_logs_logged_at_idx" ON "sync_job_logs"("logged_at");

-- CreateIndex
CREATE INDEX "sync_job_attempts_job_id_id_idx" ON "sync_job_attempts"("job_id", "id");

-- CreateIndex
CREATE INDEX "sync_job_attempts_ended_at_idx" ON "sync_job_attempts"("ended_at");

-- CreateIndex
CREATE INDEX "sync_job_attempts_error_signature_ended_at_idx" ON "sync_job_attempts"("error_signature", "ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "sync_job_events_seq_key" ON "sync_job_events"("seq");

-- CreateIndex
CREATE INDEX "sync_job_events_at_idx" ON "sync_job_events"("at");

-- CreateIndex
CREATE INDEX "sync_idempotency_keys_created_at_idx" ON "sync_idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "sync_bulk_operations_bulk_id_key" ON "sync_bulk_operations"("bulk_id");

-- CreateIndex
CREATE INDEX "sync_bulk_operations_state_idx" ON "sync_bulk_operations"("state");


-- Progress and heartbeats change rows in place; room on the page keeps those updates out of the indexes.
ALTER TABLE "sync_job_control" SET (fillfactor = 80);
ALTER TABLE "sync_workers" SET (fillfactor = 50);

-- The audit trail is only ever added to.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'sync_job_audit_logs is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER sync_job_audit_logs_append_only BEFORE UPDATE OR DELETE ON "sync_job_audit_logs"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

-- Durable events get their number when their transaction commits, from one counter row. A number from a sequence would be taken
-- earlier, and a reader could see 8 before 7 is committed, and never see 7.
INSERT INTO "sync_event_counter" ("one", "last") VALUES (true, 0);
CREATE FUNCTION number_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next_seq bigint;
BEGIN
  UPDATE sync_event_counter SET last = last + 1 RETURNING last INTO next_seq;
  UPDATE sync_job_events SET seq = next_seq WHERE id = NEW.id;
  IF NEW.job_id IS NOT NULL THEN
    UPDATE sync_job_control SET seq = next_seq WHERE job_id = NEW.job_id;
  END IF;
  PERFORM pg_notify('syncdeck_events', '');
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sync_job_events_number AFTER INSERT ON "sync_job_events"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_event();

-- Changes the status of many jobs, each change by the rules that come with it (backend/domains/jobs/state-table.ts is their home),
-- and writes audit rows, attempts and events beside it: all of it, or nothing. At most one change for a job in one call.
-- Rows are locked in the order of job_id, so that two calls can't deadlock.
-- Planned anew each time: a plan kept from when the table was small goes through all of it, and did 431 jobs a second where this does 1,270.
CREATE FUNCTION apply_job_transitions(changes jsonb)
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
      action text, "performedBy" text, origin text, reason text)
  ), l AS MATERIALIZED (
    SELECT j.* FROM sync_job_control j WHERE j.job_id IN (SELECT x."jobId" FROM x) ORDER BY j.job_id FOR NO KEY UPDATE
  ), allowed AS (
    SELECT x.*, l.job_type, l.job_name, l.status AS old_status, l.priority AS old_priority, l.attempt AS old_attempt,
      l.run_token AS old_token, l.worker_id AS old_worker, l.taken_at AS old_taken_at, l.checkpoint AS old_checkpoint,
      l.losses AS old_losses, s.retry_attempts, s.backoff_seconds, s.max_concurrency, s.timeout_minutes,
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
    SELECT d."jobId", d.action, d."performedBy", jsonb_strip_nulls(jsonb_build_object(
      'origin', d.origin, 'reason', d.reason, 'fromStart', d."fromStart",
      'before', CASE d.transition
        WHEN 'priority_change' THEN jsonb_build_object('priority', d.old_priority)
        WHEN 'delete' THEN jsonb_build_object('status', d.old_status, 'jobType', d.job_type, 'jobName', d.job_name)
        ELSE jsonb_build_object('status', d.old_status) END,
      'after', CASE d.transition
        WHEN 'priority_change' THEN jsonb_build_object('priority', d.priority)
        WHEN 'delete' THEN NULL
        ELSE jsonb_build_object('status', d.new_status, 'params', d.params) END))
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
  ), told AS (
    INSERT INTO sync_job_events (kind, job_id, payload)
    SELECT e.kind, e.job_id, e.payload FROM (
      SELECT d.n, 1 AS place, 'job:status' AS kind, d."jobId" AS job_id, jsonb_strip_nulls(jsonb_build_object(
        'jobId', d."jobId", 'jobType', d.job_type, 'status', d.new_status, 'previousStatus', d.old_status,
        'errorMessage', CASE WHEN d.transition IN ('fail', 'time_out', 'lose') THEN d."errorMessage" END)) AS payload
      FROM d WHERE d.new_status <> d.old_status
      UNION ALL
      SELECT d.n, 2, 'job:action', d."jobId", jsonb_build_object(
        'jobId', d."jobId", 'action', d.action, 'performedBy', d."performedBy",
        'result', CASE d.transition WHEN 'delete' THEN 'deleted' ELSE d.new_status END)
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

-- The fence. The last statement of a batch's transaction, sent in one message with its COMMIT: it moves the checkpoint only while the
-- row says `running` under the run's own token, and otherwise raises SD001, which undoes the whole batch.
CREATE FUNCTION commit_job_batch(p_job_id text, p_token uuid, batch jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sync_job_control SET
    checkpoint = batch->'checkpoint',
    result = batch->'result',
    progress_done = (batch->>'done')::int,
    progress_total = (batch->>'total')::int,
    progress_percentage = (batch->>'percentage')::int,
    progress_message = batch->>'message',
    progress_rate = (batch->>'rate')::double precision,
    heartbeat_at = clock_timestamp()
  WHERE job_id = p_job_id AND status = 'running' AND run_token = p_token;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'job % is not running under this token', p_job_id USING ERRCODE = 'SD001';
  END IF;
  INSERT INTO sync_job_logs (job_id, level, message, data, logged_at)
    SELECT p_job_id, g.level, g.message, g.data, g.at
    FROM jsonb_to_recordset(batch->'logs') AS g(level text, message text, data jsonb, at timestamptz);
END $$;

-- One statement a second for a worker and all its runs: its own heartbeat, theirs, what they say between batches, and their logs.
-- Fenced like a batch; answers with the tokens that still hold.
CREATE FUNCTION beat_worker(worker jsonb, beats jsonb) RETURNS SETOF uuid LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  INSERT INTO sync_workers (id, host, pid, version, job_types, running)
    VALUES (worker->>'id', worker->>'host', (worker->>'pid')::int, worker->>'version',
      ARRAY(SELECT jsonb_array_elements_text(worker->'jobTypes')), (worker->>'running')::int)
    ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp(), running = excluded.running;
  RETURN QUERY
  WITH x AS (
    SELECT * FROM jsonb_to_recordset(beats) AS r("jobId" text, token uuid, message text, logs jsonb)
  ), l AS MATERIALIZED (
    SELECT j.job_id, x.message, x.logs FROM sync_job_control j JOIN x ON x."jobId" = j.job_id AND x.token = j.run_token
    WHERE j.status = 'running' ORDER BY j.job_id FOR NO KEY UPDATE OF j
  ), u AS (
    UPDATE sync_job_control j SET heartbeat_at = clock_timestamp(), progress_message = coalesce(l.message, j.progress_message)
    FROM l WHERE j.job_id = l.job_id RETURNING j.run_token
  ), logged AS (
    INSERT INTO sync_job_logs (job_id, level, message, data, logged_at)
    SELECT l.job_id, g.level, g.message, g.data, g.at
    FROM l, jsonb_to_recordset(l.logs) AS g(level text, message text, data jsonb, at timestamptz)
  )
  SELECT u.run_token FROM u;
END $$;

INSERT INTO "sync_job_schedules" ("job_type", "cron_expression", "priority", "max_concurrency") VALUES
  ('quran', '0 3 * * *', 1, 1),
  ('prayer', '0 */6 * * *', 2, 2),
  ('hadith', '0 2 * * 0', 3, 1),
  ('audio', '0 4 * * 0', 4, 1),
  ('finance', '0 4 * * *', 2, 1);
