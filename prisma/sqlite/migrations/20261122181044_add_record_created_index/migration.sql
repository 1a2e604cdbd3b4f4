-- CreateIndex
CREATE INDEX "Record_type_createdAt_id_idx" ON "Record"("type", "createdAt", "id");
