-- AlterTable
ALTER TABLE "Absence" ADD COLUMN     "appealBy" TEXT,
ADD COLUMN     "reason" TEXT;
