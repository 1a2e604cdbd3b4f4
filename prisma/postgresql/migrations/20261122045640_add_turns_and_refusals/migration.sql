-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "refusal" TEXT,
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Turn" (
    "place" TEXT NOT NULL,
    "freeAt" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "Turn_pkey" PRIMARY KEY ("place")
);
