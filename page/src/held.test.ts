import { expect, test } from "vitest";
import { heldUnder } from "./held";

const happening = { whole: { happening: { id: "hap_1", accounts: ["evt_1", "evt_2"] } } };
const ANSWERS = new Map<string, unknown>([
  ["/api/claims", {}],
  ["/api/happenings", {}],
  ["/api/happenings/hap_1", happening],
  ["/api/changes", {}],
  ["/api/changes?since=2025-03-02", {}],
  ["/api/changes?since=2025-03-10", {}],
]);

test.each([
  ["/api/claims", "/api/claims"],
  ["/api/claims?limit=50&q=x", "/api/claims"],
  ["/api/happenings/hap_1", "/api/happenings/hap_1"],
  ["/api/happenings/evt_2", "/api/happenings/hap_1"],
  ["/api/happenings/evt_9", undefined],
  ["/api/reports/doc_1", undefined],
  ["/api/changes?since=2025-03-01", "/api/changes"],
  ["/api/changes?since=2025-03-02", "/api/changes?since=2025-03-02"],
  ["/api/changes?since=2025-03-09", "/api/changes?since=2025-03-02"],
  ["/api/changes?since=2026-01-01", "/api/changes?since=2025-03-10"],
])("%s is held under %s", (path, name) => {
  expect(heldUnder(ANSWERS, path)).toBe(name);
});

test("a file that goes back only some days says nothing of earlier ones", () => {
  const some = new Map<string, unknown>([["/api/changes?since=2025-03-02", {}]]);
  expect(heldUnder(some, "/api/changes?since=2025-03-01")).toBeUndefined();
});
