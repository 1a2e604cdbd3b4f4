-- AlterTable
ALTER TABLE "Absence" ADD COLUMN "appealBy" TEXT;
ALTER TABLE "Absence" ADD COLUMN "reason" TEXT;
