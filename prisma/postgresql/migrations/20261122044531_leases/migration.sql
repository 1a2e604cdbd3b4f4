-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "heldSince" TIMESTAMP(3) NOT NULL,
    "leaseTill" TIMESTAMP(3) NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);
