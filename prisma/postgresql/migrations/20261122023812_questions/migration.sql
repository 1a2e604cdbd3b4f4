-- CreateTable
CREATE TABLE "Question" (
    "platform" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "field" TEXT,
    "askedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("platform","personId")
);
