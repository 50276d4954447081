// The filter at the left of the map.
import { useEffect, useRef } from "preact/hooks";
import { CREDIBILITY } from "../words";
import { Choices, options } from "./choices";
import type { Filter, Shown } from "./filter";
import "./filters.css";

interface Props {
  filter: Filter;
  shown: Shown;
  onFilter: (changes: Partial<Filter>) => void;
}

const VERDICTS: [string, string][] = [
  ["supports", "something was seen that supports it"],
  ["contradicts", "recorded otherwise"],
  ["silent", "looked, nothing seen"],
  ["blind", "could not have been seen"],
  ["not_checked", "cannot be checked"],
  ["none", "not checked"],
];
const LEAST: [string, string][] = [
  ["", "any number"],
  ["2", "2 or more"],
  ["3", "3 or more"],
  ["5", "5 or more"],
];
const PAUSE = 180; // milliseconds without a key before a text is taken up

interface TextProps {
  label: string;
  value: string;
  list?: string;
  onText: (text: string) => void;
}

/** A field whose text is taken up when the keys rest. */
function Text({ label, value, list, onText }: TextProps) {
  const field = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = value;
  }, [value]);
  return (
    <label class="text">
      <span>{label}</span>
      <input
        ref={field}
        type="search"
        autocomplete="off"
        defaultValue={value}
        list={list}
        onInput={(event) => {
          const text = event.currentTarget.value;
          clearTimeout(waiting.current);
          waiting.current = setTimeout(() => onText(text), PAUSE);
        }}
      />
    </label>
  );
}

function Days({ filter, onFilter }: Pick<Props, "filter" | "onFilter">) {
  const day = (name: "from" | "to", label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={filter[name]}
        onChange={(event) => onFilter({ [name]: event.currentTarget.value, undated: false })}
      />
    </label>
  );
  return (
    <fieldset class="days">
      <legend>Happened between</legend>
      {day("from", "From")}
      {day("to", "To")}
    </fieldset>
  );
}

function Sources({ filter, shown, onFilter }: Props) {
  const known = options(shown.counts.source, []).slice(0, 60);
  return (
    <>
      <Text
        label="Rests on a source named"
        value={filter.source}
        list="known-sources"
        onText={(source) => onFilter({ source })}
      />
      <datalist id="known-sources">
        {known.map(([name]) => (
          <option key={name} value={name}>
            {`${shown.counts.source.get(name)} happenings`}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Each way in which happenings can be chosen, with what each choice would leave. */
export function Filters({ filter, shown, onFilter }: Props) {
  const { counts } = shown;
  const grades = Object.entries(CREDIBILITY).map(([grade, words]): [string, string] => [
    grade,
    `${grade} ${words}`,
  ]);
  const conflict: [string, string][] = [
    ["", "either"],
    ["yes", "accounts conflict"],
    ["no", "no conflict"],
  ];
  if (counts.conflict.get("unknown") || filter.conflict === "unknown") {
    conflict.push(["unknown", "not compared yet"]);
  }
  return (
    <div class="filters">
      <Text
        label="Words in what is told"
        value={filter.words}
        onText={(words) => onFilter({ words })}
      />
      <Days filter={filter} onFilter={onFilter} />
      {(["type", "status"] as const).map((name) => (
        <Choices
          key={name}
          {...{ name, many: true, counts: counts[name], chosen: filter[name] }}
          legend={name === "type" ? "What happened" : "As it is told"}
          options={options(counts[name], filter[name])}
          onChoose={(chosen) => onFilter({ [name]: chosen })}
        />
      ))}
      <Choices
        {...{ legend: "Independent origins", name: "origins", options: LEAST }}
        counts={counts.origins}
        chosen={filter.origins ? [String(filter.origins)] : []}
        onChoose={([least]) => onFilter({ origins: Number(least ?? 0) })}
      />
      <Choices
        {...{ legend: "Grade", name: "grade", many: true, options: grades }}
        counts={counts.grade}
        chosen={filter.grade}
        onChoose={(grade) => onFilter({ grade })}
      />
      <Choices
        {...{ legend: "Held against fires and records", name: "verdict", many: true }}
        options={VERDICTS}
        counts={counts.verdict}
        chosen={filter.verdict}
        onChoose={(verdict) => onFilter({ verdict })}
      />
      <Choices
        {...{ legend: "Conflicts", name: "conflict", options: conflict }}
        counts={counts.conflict}
        chosen={filter.conflict ? [filter.conflict] : []}
        onChoose={([one]) => onFilter({ conflict: (one ?? "") as Filter["conflict"] })}
      />
      <Choices
        {...{ legend: "Place", name: "placed" }}
        options={[
          ["", "either"],
          ["yes", "on the map"],
          ["no", "not on the map"],
        ]}
        counts={counts.placed}
        chosen={filter.placed ? [filter.placed] : []}
        onChoose={([one]) => onFilter({ placed: (one ?? "") as Filter["placed"] })}
      />
      <Sources {...{ filter, shown, onFilter }} />
    </div>
  );
}
