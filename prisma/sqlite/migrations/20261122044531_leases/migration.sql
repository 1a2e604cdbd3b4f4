-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "owner" TEXT NOT NULL,
    "heldSince" DATETIME NOT NULL,
    "leaseTill" DATETIME NOT NULL,
    "note" TEXT NOT NULL
);
