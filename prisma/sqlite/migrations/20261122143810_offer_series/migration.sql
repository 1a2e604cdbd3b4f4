-- The table anew: SQLite changes no primary key. A list stood under a platform of its own, 'wecom list'.
CREATE TABLE "new_Offer" (
    "platform" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "series" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "press" TEXT NOT NULL,
    "offeredAt" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "personId", "series", "code")
);
INSERT INTO "new_Offer" ("platform", "personId", "series", "code", "press", "offeredAt")
SELECT CASE WHEN "platform" LIKE '% list' THEN substr("platform", 1, length("platform") - 5) ELSE "platform" END,
       "personId",
       CASE WHEN "platform" LIKE '% list' THEN 'list' ELSE 'code' END,
       "code", "press", "offeredAt"
  FROM "Offer";
DROP TABLE "Offer";
ALTER TABLE "new_Offer" RENAME TO "Offer";
