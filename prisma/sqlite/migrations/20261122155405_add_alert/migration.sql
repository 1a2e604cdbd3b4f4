-- CreateTable
CREATE TABLE "Alert" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "watch" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "toldAt" DATETIME
);
