// Writing down what became of a forecast, with the day and the reason; or opening it again.
import { useSignal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Because } from "../parts/because";
import { Dialog } from "../parts/dialog";
import { Folded } from "../parts/folded";
import { openWriting, Outcome } from "../parts/writing";
import { theCase } from "../store";
import type { Registered, ResolutionBody } from "../types";

const OUTCOMES = [
  ["true", "it came true"],
  ["false", "it did not"],
  ["void", "void: it cannot be decided"],
] as const;

type Found = Pick<ResolutionBody, "outcome" | "on" | "source">;

/** What was found, on which day and in what. */
function Fields({ found }: { found: Signal<Found> }) {
  const set = (changes: Partial<Found>) => (found.value = { ...found.value, ...changes });
  return (
    <>
      <label>
        Outcome
        <select
          value={found.value.outcome ?? ""}
          onChange={({ currentTarget }) =>
            set({ outcome: currentTarget.value as Found["outcome"] })
          }
        >
          {OUTCOMES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Found on
        <input
          type="date"
          required
          value={found.value.on}
          onChange={({ currentTarget }) => set({ on: currentTarget.value })}
        />
      </label>
      <label>
        Found in
        <input
          placeholder="a report, an address"
          onInput={({ currentTarget }) => set({ source: currentTarget.value || null })}
        />
      </label>
    </>
  );
}

/** A button that opens the form: to resolve what is open, to reopen what is resolved. */
export function Resolve({ entry }: { entry: Registered }) {
  const resolved = entry.resolution !== null;
  const open = useSignal(false);
  const found = useSignal<Found>({ outcome: "true", on: theCase()?.today ?? "", source: null });
  const writing = useMemo(openWriting, []);
  const close = () => (open.value = false);
  const action = resolved ? "Reopen" : "Resolve";
  const send = async (because: string) => {
    const outcome = resolved ? null : found.value.outcome;
    const body: ResolutionBody = {
      ...found.value,
      forecast: entry.forecast.id,
      outcome,
      because,
    };
    if (await writing.send("/api/resolutions", body, "It was written.")) close();
  };
  return (
    <>
      <button type="button" class="bare small no-print" onClick={() => (open.value = true)}>
        {action}
      </button>
      <Dialog
        title={resolved ? "Open the forecast again" : "What became of it"}
        open={open.value}
        onClose={close}
      >
        <p class="quote">
          <Folded words={entry.forecast.text}>
            <bdi>{entry.forecast.text}</bdi>
          </Folded>
        </p>
        <Because
          label="Why"
          action={action}
          busy={writing.busy.value}
          onClose={close}
          onSend={(because) => void send(because)}
        >
          {!resolved && <Fields found={found} />}
        </Because>
        <Outcome writing={writing} />
      </Dialog>
    </>
  );
}
