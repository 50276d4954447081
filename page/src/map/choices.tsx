// One group of choices of the filter, each with how many happenings it would show.
import { plain } from "../words";

interface Props {
  legend: string;
  name: string;
  /** What may be chosen: what it is called in the address, and what is shown for it. */
  options: [value: string, words: string][];
  counts: Map<string, number>;
  /** What is chosen; several may be where `many` is set. */
  chosen: readonly string[];
  many?: boolean;
  onChoose: (chosen: string[]) => void;
}

/** Codes as choices, those that are there most first; what is chosen never drops out. */
export function options(counts: Map<string, number>, chosen: readonly string[]): Props["options"] {
  const there = [...new Set([...counts.keys(), ...chosen])];
  there.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  return there.map((code) => [code, plain(code)]);
}

/** Boxes to tick, or where only one may be chosen, buttons of a group. */
export function Choices({ legend, name, options, counts, chosen, many, onChoose }: Props) {
  const change = (value: string, on: boolean) => {
    if (!many) return onChoose(on && value ? [value] : []);
    onChoose(on ? [...chosen, value] : chosen.filter((each) => each !== value));
  };
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {options.map(([value, words]) => {
        const n = counts.get(value) ?? 0;
        const on = many ? chosen.includes(value) : (chosen[0] ?? "") === value;
        return (
          <label key={value} class={n || on || !value ? undefined : "none"}>
            <input
              type={many ? "checkbox" : "radio"}
              name={name}
              checked={on}
              onChange={(event) => change(value, event.currentTarget.checked)}
            />
            <span>{words}</span>
            {value && <span class="n">{n.toLocaleString("en-GB")}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}
