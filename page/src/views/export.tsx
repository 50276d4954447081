// The case in the forms of others: safe by default, each rule with what turns it off.
import { useSignal } from "@preact/signals";
import { Waiting } from "../parts/waiting";
import { STANDALONE } from "../source";
import type { CaseSummary } from "../types";
import "../lists/export.css";

const RULES = [
  [
    "exact_positions",
    "Positions of units as they are",
    "Otherwise they are coarsened to cells some 25 km in radius.",
  ],
  [
    "no_delay",
    "Positions of units without delay",
    "Otherwise those of the last 14 days are left out.",
  ],
  ["real_names", "Private persons under their names", "Otherwise they stand under pseudonyms."],
  ["merge", "One row a happening", "Otherwise one row for each report that tells it."],
] as const;

/** The question that the chosen rules make. */
function asked(on: Set<string>): string {
  const query = new URLSearchParams();
  for (const name of on) {
    if (name === "no_delay") query.set("delay", "0");
    else query.set(name, "yes");
  }
  return query.size ? `?${query}` : "";
}

export function Export() {
  const on = useSignal(new Set<string>());
  const toggle = (name: string) => {
    const next = new Set(on.value);
    if (!next.delete(name)) next.add(name);
    on.value = next;
  };
  if (STANDALONE) return <p class="view">Exports are made from the case itself.</p>;
  return (
    <div class="view">
      <header>
        <h1>Export</h1>
        <p class="soft">
          Every form is safe to pass on unless you say otherwise; each file tells what was held
          back.
        </p>
      </header>
      <fieldset class="sheet rules">
        <legend>Unless you say otherwise</legend>
        {RULES.map(([name, words, otherwise]) => (
          <label key={name}>
            <input type="checkbox" checked={on.value.has(name)} onChange={() => toggle(name)} />
            <span>
              {words} <span class="small soft">{otherwise}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Waiting<CaseSummary> path="/api/case">
        {({ exports }) => (
          <ul class="forms">
            {Object.entries(exports).map(([form, words]) => (
              <li key={form}>
                <a class="button" download href={`/api/export/${form}${asked(on.value)}`}>
                  {form}
                </a>
                <span>{words}</span>
              </li>
            ))}
          </ul>
        )}
      </Waiting>
    </div>
  );
}
