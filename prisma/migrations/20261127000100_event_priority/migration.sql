-- Events of a job's status tell its priority too, so that whoever notifies by priority need not ask for each job. It is taken from the
-- row that the numbering writes anyway, as the ticket is.
CREATE OR REPLACE FUNCTION number_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next_seq bigint;
  job_ticket integer;
  job_priority integer;
BEGIN
  UPDATE sync_event_counter SET last = last + 1 RETURNING last INTO next_seq;
  IF NEW.job_id IS NOT NULL THEN
    UPDATE sync_job_control SET seq = next_seq WHERE job_id = NEW.job_id
      RETURNING sync_job_control.ticket, sync_job_control.priority INTO job_ticket, job_priority;
  END IF;
  UPDATE sync_job_events SET seq = next_seq, ticket = job_ticket,
    payload = CASE
      WHEN kind = 'job:status' AND job_priority IS NOT NULL THEN payload || jsonb_build_object('priority', job_priority)
      ELSE payload END
    WHERE id = NEW.id;
  PERFORM pg_notify('syncdeck_events', '');
  RETURN NULL;
END $$;
