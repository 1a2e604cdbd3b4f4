-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN "refusal" TEXT;
ALTER TABLE "Outbox" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Turn" (
    "place" TEXT NOT NULL PRIMARY KEY,
    "freeAt" REAL NOT NULL
);
