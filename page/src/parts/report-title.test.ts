import { afterEach, describe, expect, it } from "vitest";
import { foldsGraphic } from "../reader/settings";
import { titleWords } from "./report-title";

afterEach(() => (foldsGraphic.value = true));

describe("what a report is called where nothing can be opened", () => {
  it.each([
    ["its title", null, true, "A harbour by night"],
    ["no graphic title", "tells of blood in detail", true, "A title is folded"],
    ["its title where nothing is folded", "tells of blood in detail", false, "A harbour by night"],
  ])("%s", (_name, why, folds, title) => {
    foldsGraphic.value = folds;
    expect(titleWords("A harbour by night", why)).toBe(title);
  });
});
