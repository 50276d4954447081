import { describe, expect, it } from "vitest";
import type { Place, Quantity } from "../types";
import { figureWords, gapWords, kilometres, placeWords, pointWords } from "./wording";

describe("wording", () => {
  it.each([
    ["missing_embed", "video", "a video was promised here and is not in the text"],
    ["missing_embed", "unknown", "something was promised here and is not in the text"],
    ["missing_link", "post", "a link to a post was promised here and is not in the text"],
    ["missing_quote", "unknown", "a statement was announced here and does not follow"],
    ["unsourced_quote", "unknown", "nobody is named for these words"],
  ] as const)("%s of %s", (kind, promises, words) => {
    expect(gapWords({ kind, promises })).toBe(words);
  });
  it.each([
    [{ low: 47, high: 47 }, "47"],
    [{ low: 3, high: 5 }, "3–5"],
    [{ low: 200 }, "at least 200"],
    [{ high: 12000 }, "at most 12,000"],
    [{ best: 7 }, "about 7"],
    [{}, "an unknown number"],
    [{ low: 0, high: 0 }, "0"],
    [{ low: 2, high: 2, unit: "km" }, "2 km"],
    [{ low: 2, high: 2, of: { start: 0, stop: 6, text: "drones" } }, "2 “drones”"],
  ])("%j is %j", (figure, words) => {
    const absent = { low: null, best: null, high: null, unit: null, of: null };
    expect(figureWords({ ...absent, ...figure } as Quantity)).toBe(words);
  });
  it.each([
    [0.4, "400 m"],
    [2.25, "2.3 km"],
    [109.7, "110 km"],
  ])("%f km is %s", (km, words) => expect(kilometres(km)).toBe(words));
  it.each([
    [49.06253, 33.40484, 18.5, "49.1° N, 33.4° E"],
    [49.06253, 33.40484, 0.5, "49.063° N, 33.405° E"],
    [-1.2, -70.4, 400, "1° S, 70° W"],
  ])("the point %f %f within %f km", (lat, lon, radius, words) => {
    expect(pointWords(lat, lon, radius)).toBe(words);
  });
  it("says why a place has no point", () => {
    const place = { lat: null, lon: null, radius_km: null, reason: "outside coverage" } as Place;
    expect(placeWords(place)).toBe("not placed: outside coverage");
  });
});
