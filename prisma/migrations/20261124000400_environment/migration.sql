-- What tells one environment from another in logs and traces: an id made once per database.

-- CreateTable
CREATE TABLE "sync_environment" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_environment_pkey" PRIMARY KEY ("one")
);

INSERT INTO "sync_environment" DEFAULT VALUES;
