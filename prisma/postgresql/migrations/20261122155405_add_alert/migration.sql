-- CreateTable
CREATE TABLE "Alert" (
    "key" TEXT NOT NULL,
    "watch" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("key")
);
