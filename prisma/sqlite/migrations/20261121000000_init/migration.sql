-- CreateTable
CREATE TABLE "Duty" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "periodKey" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "recordId" TEXT,
    "startedAt" DATETIME,
    "closedAt" DATETIME,
    "extendedTo" DATETIME,
    "excusedById" TEXT,
    "excuseReason" TEXT,
    "nextRungAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "DutyRung" (
    "dutyId" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("dutyId", "rung"),
    CONSTRAINT "DutyRung_dutyId_fkey" FOREIGN KEY ("dutyId") REFERENCES "Duty" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Tally" (
    "periodKey" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "value" BIGINT NOT NULL,

    PRIMARY KEY ("periodKey", "metric", "personId")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "slotAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "claimedBy" TEXT NOT NULL,
    "claimedAt" DATETIME NOT NULL,
    "leaseTill" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "finishedAt" DATETIME,
    "summary" TEXT,

    PRIMARY KEY ("job", "slot")
);

-- CreateTable
CREATE TABLE "PolicyVersion" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "effectiveFrom" TEXT NOT NULL,
    "yaml" TEXT NOT NULL,
    "loadedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parentId" TEXT,
    CONSTRAINT "Team_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "employeeNo" TEXT,
    "teamId" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "isRegisteredRep" BOOLEAN NOT NULL DEFAULT false,
    "isClinician" BOOLEAN NOT NULL DEFAULT false,
    "hasEmploymentContract" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Person_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "personId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,

    PRIMARY KEY ("personId", "role", "teamId"),
    CONSTRAINT "RoleGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoleGrant_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Identity" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "platformUserId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "email" TEXT,
    "personId" TEXT,
    "linkedById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "workspace", "platformUserId"),
    CONSTRAINT "Identity_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delegate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "delegateId" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "toDay" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Record" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "periodKey" TEXT,
    "revision" INTEGER NOT NULL,
    "singleKey" TEXT,
    "submissionKey" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "statusAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "NumberSeries" (
    "prefix" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    PRIMARY KEY ("prefix", "year")
);

-- CreateTable
CREATE TABLE "WeeklyPlan" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "goals" TEXT NOT NULL,
    "newVisitTarget" INTEGER,
    "oldVisitTarget" INTEGER,
    "callTarget" INTEGER,
    "referralTarget" INTEGER,
    "notes" TEXT,
    CONSTRAINT "WeeklyPlan_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WeeklyPlanVisit" (
    "recordId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "customer" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "day" TEXT,

    PRIMARY KEY ("recordId", "position"),
    CONSTRAINT "WeeklyPlanVisit_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "WeeklyPlan" ("recordId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WeeklyReport" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "summary" TEXT NOT NULL,
    "blockers" TEXT,
    "nextFocus" TEXT,
    CONSTRAINT "WeeklyReport_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WeeklyReportItem" (
    "recordId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "customer" TEXT,
    "what" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT,

    PRIMARY KEY ("recordId", "position"),
    CONSTRAINT "WeeklyReportItem_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "WeeklyReport" ("recordId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Activity" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "customer" TEXT,
    "contact" TEXT,
    "minutes" INTEGER,
    "day" TEXT NOT NULL,
    "note" TEXT,
    CONSTRAINT "Activity_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Referral" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "partner" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "expectedOn" TEXT NOT NULL,
    "expectedAt" TEXT,
    "consentRef" TEXT NOT NULL,
    "note" TEXT,
    "arrivedOn" TEXT,
    "dischargedOn" TEXT,
    "cost" BIGINT,
    CONSTRAINT "Referral_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Leave" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "fromDay" TEXT NOT NULL,
    "fromHalf" TEXT,
    "toDay" TEXT NOT NULL,
    "toHalf" TEXT,
    "reason" TEXT,
    CONSTRAINT "Leave_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Customer" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "aliases" TEXT,
    "kind" TEXT NOT NULL,
    "department" TEXT,
    "phone" TEXT,
    "class" TEXT,
    CONSTRAINT "Customer_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CustomerContact" (
    "recordId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,

    PRIMARY KEY ("recordId", "position"),
    CONSTRAINT "CustomerContact_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Customer" ("recordId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Absence" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "dutyKind" TEXT NOT NULL,
    "dutyId" TEXT NOT NULL,
    "appeal" TEXT,
    CONSTRAINT "Absence_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FeeClaim" (
    "recordId" TEXT NOT NULL PRIMARY KEY,
    "referral" TEXT NOT NULL,
    "payeeKind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "note" TEXT,
    CONSTRAINT "FeeClaim_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecordMark" (
    "recordId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("recordId", "step"),
    CONSTRAINT "RecordMark_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SensitiveValue" (
    "recordId" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "sealed" BLOB NOT NULL,
    "lookup" TEXT,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("recordId", "field"),
    CONSTRAINT "SensitiveValue_recordId_fkey" FOREIGN KEY ("recordId") REFERENCES "Record" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draft" (
    "personId" TEXT NOT NULL,
    "formKey" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "formKey")
);

-- CreateTable
CREATE TABLE "Inbox" (
    "platform" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "retryAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    PRIMARY KEY ("platform", "deliveryId")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "platform" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "slotKey" TEXT,
    "threadOf" TEXT,
    "dedupeKey" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME,
    "claimedBy" TEXT,
    "uncertain" BOOLEAN NOT NULL DEFAULT false,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME
);

-- CreateTable
CREATE TABLE "OutboxPicture" (
    "outboxId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "png" BLOB NOT NULL,
    CONSTRAINT "OutboxPicture_outboxId_fkey" FOREIGN KEY ("outboxId") REFERENCES "Outbox" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SentMessage" (
    "platform" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "slotKey" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "target", "slotKey")
);

-- CreateTable
CREATE TABLE "Event" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "actorId" TEXT,
    "platform" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recordId" TEXT,
    "subject" TEXT,
    "diff" JSONB NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "EventHead" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SecureLink" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "recordId" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME
);

-- CreateTable
CREATE TABLE "WebSession" (
    "tokenHash" TEXT NOT NULL PRIMARY KEY,
    "personId" TEXT NOT NULL,
    "csrfToken" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Duty_nextRungAt_idx" ON "Duty"("nextRungAt");

-- CreateIndex
CREATE INDEX "Duty_kind_periodKey_teamId_idx" ON "Duty"("kind", "periodKey", "teamId");

-- CreateIndex
CREATE INDEX "Duty_recordId_idx" ON "Duty"("recordId");

-- CreateIndex
CREATE UNIQUE INDEX "Duty_personId_kind_periodKey_key" ON "Duty"("personId", "kind", "periodKey");

-- CreateIndex
CREATE INDEX "Tally_personId_metric_idx" ON "Tally"("personId", "metric");

-- CreateIndex
CREATE INDEX "JobRun_job_slotAt_idx" ON "JobRun"("job", "slotAt");

-- CreateIndex
CREATE UNIQUE INDEX "Team_key_key" ON "Team"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Person_employeeNo_key" ON "Person"("employeeNo");

-- CreateIndex
CREATE INDEX "Person_teamId_idx" ON "Person"("teamId");

-- CreateIndex
CREATE INDEX "RoleGrant_role_teamId_idx" ON "RoleGrant"("role", "teamId");

-- CreateIndex
CREATE INDEX "Identity_personId_idx" ON "Identity"("personId");

-- CreateIndex
CREATE INDEX "Delegate_personId_idx" ON "Delegate"("personId");

-- CreateIndex
CREATE INDEX "Delegate_delegateId_idx" ON "Delegate"("delegateId");

-- CreateIndex
CREATE UNIQUE INDEX "Record_number_key" ON "Record"("number");

-- CreateIndex
CREATE UNIQUE INDEX "Record_singleKey_key" ON "Record"("singleKey");

-- CreateIndex
CREATE UNIQUE INDEX "Record_submissionKey_key" ON "Record"("submissionKey");

-- CreateIndex
CREATE INDEX "Record_type_status_idx" ON "Record"("type", "status");

-- CreateIndex
CREATE INDEX "Record_type_ownerId_periodKey_idx" ON "Record"("type", "ownerId", "periodKey");

-- CreateIndex
CREATE INDEX "Record_type_teamId_periodKey_idx" ON "Record"("type", "teamId", "periodKey");

-- CreateIndex
CREATE INDEX "Record_ownerId_updatedAt_idx" ON "Record"("ownerId", "updatedAt");

-- CreateIndex
CREATE INDEX "WeeklyPlanVisit_customer_idx" ON "WeeklyPlanVisit"("customer");

-- CreateIndex
CREATE INDEX "Activity_day_idx" ON "Activity"("day");

-- CreateIndex
CREATE INDEX "Activity_customer_day_idx" ON "Activity"("customer", "day");

-- CreateIndex
CREATE INDEX "Referral_partner_idx" ON "Referral"("partner");

-- CreateIndex
CREATE INDEX "Referral_expectedOn_idx" ON "Referral"("expectedOn");

-- CreateIndex
CREATE INDEX "Leave_fromDay_toDay_idx" ON "Leave"("fromDay", "toDay");

-- CreateIndex
CREATE INDEX "Customer_name_idx" ON "Customer"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Absence_dutyId_key" ON "Absence"("dutyId");

-- CreateIndex
CREATE INDEX "FeeClaim_referral_idx" ON "FeeClaim"("referral");

-- CreateIndex
CREATE INDEX "SensitiveValue_lookup_idx" ON "SensitiveValue"("lookup");

-- CreateIndex
CREATE INDEX "Draft_updatedAt_idx" ON "Draft"("updatedAt");

-- CreateIndex
CREATE INDEX "Inbox_retryAt_idx" ON "Inbox"("retryAt") WHERE "doneAt" IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_dedupeKey_key" ON "Outbox"("dedupeKey");

-- CreateIndex
CREATE INDEX "Outbox_nextAt_idx" ON "Outbox"("nextAt") WHERE "nextAt" IS NOT NULL;

-- CreateIndex
CREATE INDEX "Outbox_platform_target_id_idx" ON "Outbox"("platform", "target", "id") WHERE "nextAt" IS NOT NULL;

-- CreateIndex
CREATE INDEX "Outbox_state_id_idx" ON "Outbox"("state", "id");

-- CreateIndex
CREATE INDEX "Event_recordId_seq_idx" ON "Event"("recordId", "seq");

-- CreateIndex
CREATE INDEX "Event_actorId_seq_idx" ON "Event"("actorId", "seq");

-- CreateIndex
CREATE INDEX "SecureLink_expiresAt_idx" ON "SecureLink"("expiresAt");

-- CreateIndex
CREATE INDEX "WebSession_expiresAt_idx" ON "WebSession"("expiresAt");
