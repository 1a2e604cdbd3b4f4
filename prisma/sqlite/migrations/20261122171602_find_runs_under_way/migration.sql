-- CreateIndex
CREATE INDEX "JobRun_state_leaseTill_idx" ON "JobRun"("state", "leaseTill");
