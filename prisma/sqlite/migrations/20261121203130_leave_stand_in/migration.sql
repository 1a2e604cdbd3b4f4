-- AlterTable
ALTER TABLE "Leave" ADD COLUMN "standIn" TEXT;
