-- AlterTable
ALTER TABLE "Identity" ADD COLUMN "isPlain" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Offer" (
    "platform" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "press" TEXT NOT NULL,
    "offeredAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "personId", "code")
);
