-- AlterTable
ALTER TABLE "WebSession" ADD COLUMN     "browser" TEXT;

-- CreateIndex
CREATE INDEX "WebSession_personId_idx" ON "WebSession"("personId");
