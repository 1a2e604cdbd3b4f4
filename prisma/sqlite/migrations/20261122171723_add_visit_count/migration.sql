-- CreateTable
CREATE TABLE "VisitCount" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "count" INTEGER NOT NULL,
    "endsAt" REAL NOT NULL
);
