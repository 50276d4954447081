// Writing down what became of a forecast, with the day and the reason; or opening it again.
import { useSignal } from "@preact/signals";
import { Dialog } from "../parts/dialog";
import { post } from "../source";
import { renew, theCase } from "../store";
import type { Registered, ResolutionBody, Written } from "../types";
import "./grading.css";

const OUTCOMES = [
  ["true", "it came true"],
  ["false", "it did not"],
  ["void", "void: it cannot be decided"],
] as const;

type Outcome = ResolutionBody["outcome"];

/** A button that opens the form: to resolve what is open, to reopen what is resolved. */
export function Resolve({ entry }: { entry: Registered }) {
  const open = useSignal(false);
  const failure = useSignal<string | null>(null);
  const resolved = entry.resolution !== null;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const body: ResolutionBody = {
      forecast: entry.forecast.id,
      outcome: resolved ? null : (String(form.get("outcome")) as Outcome),
      because: String(form.get("because")),
      on: String(form.get("on") ?? theCase()?.today),
      source: String(form.get("source") ?? "") || null,
    };
    try {
      await post<Written>("/api/resolutions", body);
      open.value = false;
      await renew();
    } catch (error) {
      failure.value = (error as Error).message;
    }
  };
  const title = resolved ? "Open the forecast again" : "What became of it";
  return (
    <>
      <button type="button" class="bare small no-print" onClick={() => (open.value = true)}>
        {resolved ? "Reopen" : "Resolve"}
      </button>
      <Dialog title={title} open={open.value} onClose={() => (open.value = false)}>
        <form class="grading" onSubmit={(event) => void submit(event)}>
          <p class="quote">
            <bdi>{entry.forecast.text}</bdi>
          </p>
          {!resolved && <Outcome />}
          <label>
            Why
            <textarea name="because" rows={3} required />
          </label>
          {failure.value && (
            <p class="notice bad" role="alert">
              {failure.value}
            </p>
          )}
          <button class="chief">{resolved ? "Reopen" : "Resolve"}</button>
        </form>
      </Dialog>
    </>
  );
}

function Outcome() {
  return (
    <>
      <label>
        Outcome
        <select name="outcome">
          {OUTCOMES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Found on
        <input type="date" name="on" required defaultValue={theCase()?.today} />
      </label>
      <label>
        Found in
        <input name="source" placeholder="a report, an address" />
      </label>
    </>
  );
}
