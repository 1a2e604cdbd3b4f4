-- AlterTable
ALTER TABLE "DutyRung" ADD COLUMN "slotKey" TEXT;

-- CreateIndex
CREATE INDEX "DutyRung_slotKey_idx" ON "DutyRung"("slotKey");
