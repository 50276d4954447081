// What decides that a stretch of text was copied, in words; the names are those of the copies' features.
const FEATURES: Record<string, string> = {
  prior: "before anything is known: most texts are no copies",
  plain: "ordinary words that match (names and figures aside)",
  run: "the longest run that matches word for word",
  density: "how much of the stretch both have",
  order: "that it stands in the same order",
  whole: "how much of the shorter report it is",
  particulars: "other names, figures or days in their place",
  credit: "the copy gives credit",
  forward: "it is passed on as a forward",
};

/** Reasons under words that a reader understands; what weighs nothing is left out. */
export function inWords(reasons: Record<string, number>): Record<string, number> {
  const weighing = Object.entries(reasons).filter(([, weight]) => Math.abs(weight) >= 0.005);
  return Object.fromEntries(weighing.map(([name, weight]) => [FEATURES[name] ?? name, weight]));
}
