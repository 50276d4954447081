// The legend of the marks, which is also their filter.
import { useMemo } from "preact/hooks";
import { Dialog } from "../parts/dialog";
import { count } from "../words";
import { chosenOf, positionOf, step, wordsOf, type Report } from "./report";
import { foldsGraphic, LISTED, shownKinds, toggleKind } from "./settings";
import type { MarkKind } from "./marks";
import { KIND_NAMES } from "./wording";
import { asked, KEYS } from "./keys";
import "./legend.css";

function countOf(report: Report, kind: MarkKind): number {
  return [...report.entries.known.values()].filter((known) => known.kind === kind).length;
}

function Kind({ report, kind }: { report: Report; kind: MarkKind }) {
  const number = useMemo(() => countOf(report, kind), [report]);
  return (
    <button
      type="button"
      class="kind"
      aria-pressed={shownKinds.value.has(kind)}
      disabled={number === 0}
      onClick={() => toggleKind(kind)}
    >
      <span class={`sample on-${kind}`}>{KIND_NAMES[kind][1]}</span>{" "}
      <span class="soft">{number}</span>
    </button>
  );
}

const WAYS = {
  back: { by: -1, sign: "‹", name: "Previous", key: "k" },
  on: { by: 1, sign: "›", name: "Next", key: "j" },
} as const;

function Step({ report, to }: { report: Report; to: keyof typeof WAYS }) {
  const { by, sign, name, key } = WAYS[to];
  return (
    <button
      type="button"
      class="bare"
      aria-label={name}
      title={`${name} mark (${key})`}
      disabled={!positionOf(report).of}
      onClick={() => step(report, by)}
    >
      {sign}
    </button>
  );
}

/** Next and previous by pointer, and which of how many is chosen. */
export function Steps({ report }: { report: Report }) {
  const { at, of } = positionOf(report);
  return (
    <span class="steps" role="group" aria-label="Go through the marks">
      <Step report={report} to="back" />
      <span class="at">{at > 0 ? `${at} of ${of}` : count(of, "mark")}</span>
      <Step report={report} to="on" />
    </span>
  );
}

/** What is chosen, for a screen reader. */
function Spoken({ report }: { report: Report }) {
  const known = chosenOf(report);
  const words = known && (wordsOf(report, known) ?? "graphic words, folded");
  const { at, of } = positionOf(report);
  return (
    <span class="unseen" aria-live="polite">
      {known && `${KIND_NAMES[known.kind][0]}: ${words}`}
      {at > 0 && `, ${at} of ${of}`}
    </span>
  );
}

function Help() {
  return (
    <>
      <button
        type="button"
        class="bare help"
        aria-label="Keys"
        title="Keys"
        onClick={() => (asked.value = "help")}
      >
        <kbd aria-hidden="true">?</kbd>
      </button>
      <Dialog title="Keys" open={asked.value === "help"} onClose={() => (asked.value = null)}>
        <dl class="keys">
          {KEYS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p class="small soft">Keys do nothing while you type.</p>
      </Dialog>
    </>
  );
}

/** Which marks are shown; whether graphic passages are folded; the keys. */
export function Legend({ report }: { report: Report }) {
  return (
    <div class="legend" role="group" aria-label="Marks that are shown">
      {LISTED.map((kind) => (
        <Kind key={kind} report={report} kind={kind} />
      ))}
      {report.view.graphic.length > 0 && (
        <label class="small">
          <input
            type="checkbox"
            checked={foldsGraphic.value}
            onChange={({ currentTarget }) => (foldsGraphic.value = currentTarget.checked)}
          />{" "}
          Fold graphic passages
        </label>
      )}
      <Spoken report={report} />
      <span class="ways">
        <Steps report={report} />
        <Help />
      </span>
    </div>
  );
}
