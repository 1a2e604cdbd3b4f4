-- CreateTable
CREATE TABLE "SignIn" (
    "stateHash" TEXT NOT NULL,
    "browserHash" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("stateHash")
);

-- CreateIndex
CREATE INDEX "SignIn_expiresAt_idx" ON "SignIn"("expiresAt");
