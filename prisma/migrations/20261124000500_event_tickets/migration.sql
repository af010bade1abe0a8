-- Which run of a job an event belongs to: the ticket that the job's row had when the event was numbered. Live progress names the ticket of
-- its run too, so that what a run reported before its job was paused is never shown behind the pause.
ALTER TABLE "sync_job_events" ADD COLUMN "ticket" INTEGER;

CREATE OR REPLACE FUNCTION number_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next_seq bigint;
  job_ticket integer;
BEGIN
  UPDATE sync_event_counter SET last = last + 1 RETURNING last INTO next_seq;
  IF NEW.job_id IS NOT NULL THEN
    UPDATE sync_job_control SET seq = next_seq WHERE job_id = NEW.job_id RETURNING sync_job_control.ticket INTO job_ticket;
  END IF;
  UPDATE sync_job_events SET seq = next_seq, ticket = job_ticket WHERE id = NEW.id;
  PERFORM pg_notify('syncdeck_events', '');
  RETURN NULL;
END $$;
