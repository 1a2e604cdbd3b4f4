-- Counts of a minute: they need not outlive a crash, and are not worth the disk.
CREATE UNLOGGED TABLE "VisitCount" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "endsAt" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "VisitCount_pkey" PRIMARY KEY ("key")
);
