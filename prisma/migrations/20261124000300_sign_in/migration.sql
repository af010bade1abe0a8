-- Sign-in: sessions with rotating refresh tokens, API tokens, one-time links, and the counters that slow guessing down.

ALTER TABLE "sync_users" ADD COLUMN "last_sign_in_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sync_sessions" (
    "id" UUID NOT NULL,
    "username" VARCHAR(255) NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "began_with" VARCHAR(20) NOT NULL DEFAULT 'password',
    "address" VARCHAR(64),
    "user_agent" VARCHAR(255),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_why" VARCHAR(50),

    CONSTRAINT "sync_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_api_tokens" (
    "id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "role" VARCHAR(20) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "created_by" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_sign_in_links" (
    "hash" CHAR(64) NOT NULL,
    "username" VARCHAR(255) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sync_sign_in_links_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "sync_rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "sync_rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "sync_sessions_username_idx" ON "sync_sessions"("username");

-- CreateIndex
CREATE INDEX "sync_sessions_expires_at_idx" ON "sync_sessions"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sync_api_tokens_name_key" ON "sync_api_tokens"("name");

-- CreateIndex
CREATE UNIQUE INDEX "sync_api_tokens_hash_key" ON "sync_api_tokens"("hash");

-- AddForeignKey
ALTER TABLE "sync_sessions" ADD CONSTRAINT "sync_sessions_username_fkey" FOREIGN KEY ("username") REFERENCES "sync_users"("username") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_sign_in_links" ADD CONSTRAINT "sync_sign_in_links_username_fkey" FOREIGN KEY ("username") REFERENCES "sync_users"("username") ON DELETE CASCADE ON UPDATE CASCADE;
