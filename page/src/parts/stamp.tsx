// When somebody wrote something.

/** A moment of the audit log, to the minute and in UTC, as it is kept. */
export function Stamp({ at }: { at: string }) {
  return <time dateTime={at}>{`${at.slice(0, 16).replace("T", " ")} UTC`}</time>;
}
