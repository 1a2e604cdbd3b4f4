-- A list stood under a platform of its own, 'wecom list'.
ALTER TABLE "Offer" ADD COLUMN     "series" TEXT NOT NULL DEFAULT 'code';
ALTER TABLE "Offer" DROP CONSTRAINT "Offer_pkey",
ADD CONSTRAINT "Offer_pkey" PRIMARY KEY ("platform", "personId", "series", "code");
UPDATE "Offer" SET "series" = 'list', "platform" = left("platform", -5) WHERE "platform" LIKE '% list';
ALTER TABLE "Offer" ALTER COLUMN "series" DROP DEFAULT;
