import { afterEach, describe, expect, it } from "vitest";
import { foldsGraphic } from "../reader/settings";
import type { HappeningRow } from "../types";
import { titleOf } from "./title";

const row = (more: Partial<HappeningRow>): HappeningRow =>
  ({ heading: "a crew: words, Izium", type: "casualties", spots: [], ...more }) as HappeningRow;
const spots = [{ name: "Izium" }] as HappeningRow["spots"];

afterEach(() => (foldsGraphic.value = true));

describe("what a happening is called in a list", () => {
  it.each([
    ["its heading", { graphic: null }, true, "a crew: words, Izium"],
    [
      "no graphic words",
      { graphic: "of blood", spots },
      true,
      "casualties, Izium (folded: of blood)",
    ],
    ["where nothing is placed", { graphic: "of blood" }, true, "casualties (folded: of blood)"],
    [
      "its heading where nothing is folded",
      { graphic: "of blood", spots },
      false,
      "a crew: words, Izium",
    ],
  ])("%s", (_name, more, folds, title) => {
    foldsGraphic.value = folds;
    expect(titleOf(row(more))).toBe(title);
  });
});
