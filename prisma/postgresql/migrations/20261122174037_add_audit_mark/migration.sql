-- CreateTable
CREATE TABLE "AuditMark" (
    "name" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AuditMark_pkey" PRIMARY KEY ("name")
);
