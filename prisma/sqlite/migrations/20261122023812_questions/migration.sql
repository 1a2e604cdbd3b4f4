-- CreateTable
CREATE TABLE "Question" (
    "platform" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "field" TEXT,
    "askedAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "personId")
);
