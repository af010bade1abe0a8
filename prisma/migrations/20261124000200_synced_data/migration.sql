-- What the five syncs store. Natural keys, and no foreign keys: see the models in schema.prisma.

-- CreateTable
CREATE TABLE "quran_surahs" (
    "number" INTEGER NOT NULL,
    "name_arabic" TEXT NOT NULL,
    "name_transliterated" TEXT NOT NULL,
    "name_translated" TEXT NOT NULL,
    "revelation" VARCHAR(10) NOT NULL,
    "verse_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quran_surahs_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "quran_verses" (
    "surah" INTEGER NOT NULL,
    "verse" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "transliteration" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quran_verses_pkey" PRIMARY KEY ("surah","verse")
);

-- CreateTable
CREATE TABLE "quran_translations" (
    "surah" INTEGER NOT NULL,
    "verse" INTEGER NOT NULL,
    "language" VARCHAR(10) NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quran_translations_pkey" PRIMARY KEY ("surah","verse","language")
);

-- CreateTable
CREATE TABLE "prayer_times" (
    "city" VARCHAR(100) NOT NULL,
    "date" DATE NOT NULL,
    "method" VARCHAR(30) NOT NULL,
    "madhab" VARCHAR(10) NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "longitude" DOUBLE PRECISION NOT NULL,
    "time_zone" VARCHAR(60) NOT NULL,
    "fajr" TIMESTAMPTZ(3),
    "sunrise" TIMESTAMPTZ(3),
    "dhuhr" TIMESTAMPTZ(3),
    "asr" TIMESTAMPTZ(3),
    "maghrib" TIMESTAMPTZ(3),
    "isha" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prayer_times_pkey" PRIMARY KEY ("city","date","method","madhab")
);

-- CreateTable
CREATE TABLE "hadith_collections" (
    "edition" VARCHAR(100) NOT NULL,
    "collection" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "direction" VARCHAR(3) NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hadith_collections_pkey" PRIMARY KEY ("edition")
);

-- CreateTable
CREATE TABLE "hadith_books" (
    "edition" VARCHAR(100) NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "first_hadith" DECIMAL(10,3),
    "last_hadith" DECIMAL(10,3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hadith_books_pkey" PRIMARY KEY ("edition","number")
);

-- CreateTable
CREATE TABLE "hadiths" (
    "edition" VARCHAR(100) NOT NULL,
    "book" INTEGER NOT NULL,
    "number" DECIMAL(10,3) NOT NULL,
    "arabic_number" DECIMAL(10,3),
    "text" TEXT NOT NULL,
    "grades" JSONB NOT NULL,
    "reference_book" INTEGER NOT NULL,
    "reference_hadith" DECIMAL(10,3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hadiths_pkey" PRIMARY KEY ("edition","book","number")
);

-- CreateTable
CREATE TABLE "audio_reciters" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audio_reciters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audio_recitations" (
    "id" INTEGER NOT NULL,
    "reciter_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "server" TEXT NOT NULL,
    "kind" INTEGER NOT NULL,
    "surah_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audio_recitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audio_files" (
    "recitation_id" INTEGER NOT NULL,
    "surah" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "available" BOOLEAN NOT NULL,
    "size_bytes" BIGINT,
    "content_type" TEXT,
    "etag" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audio_files_pkey" PRIMARY KEY ("recitation_id","surah")
);

-- CreateTable
CREATE TABLE "finance_rates" (
    "date" DATE NOT NULL,
    "base" VARCHAR(20) NOT NULL,
    "quote" TEXT NOT NULL,
    "rate" DECIMAL(38,18) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "finance_rates_pkey" PRIMARY KEY ("date","base","quote")
);

-- CreateTable
CREATE TABLE "http_etags" (
    "url" TEXT NOT NULL,
    "etag" TEXT NOT NULL,
    "items" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "http_etags_pkey" PRIMARY KEY ("url")
);

-- CreateIndex
CREATE INDEX "prayer_times_date_idx" ON "prayer_times"("date");

-- CreateIndex
CREATE INDEX "audio_recitations_reciter_id_idx" ON "audio_recitations"("reciter_id");

-- CreateIndex
CREATE INDEX "finance_rates_base_quote_date_idx" ON "finance_rates"("base", "quote", "date");
