// Checks that came out the same, put together.
import type { Check, Verdict } from "../../types";

const WEIGHT: Record<Verdict, number> = {
  contradicts: 0,
  supports: 1,
  silent: 2,
  blind: 3,
  not_checked: 4,
};

/** Checks of one feed with the same outcome, weight and words: those that weigh come first. */
export function gathered(checks: readonly Check[]): Check[][] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const { feed, verdict, ratio, coverage, notes, count } = check;
    const key = JSON.stringify([feed, verdict, ratio?.best, ratio?.basis, coverage, notes, count]);
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()].sort(
    ([one], [other]) => WEIGHT[one!.verdict] - WEIGHT[other!.verdict],
  );
}
