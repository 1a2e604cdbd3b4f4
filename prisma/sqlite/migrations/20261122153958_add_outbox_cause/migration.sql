-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN "cause" TEXT;
