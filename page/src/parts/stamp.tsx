// When somebody wrote something, and who with which reason.

/** A moment of the audit log, to the minute and in UTC, as it is kept. */
export function Stamp({ at }: { at: string }) {
  return <time dateTime={at}>{`${at.slice(0, 16).replace("T", " ")} UTC`}</time>;
}

interface Decided {
  who: string;
  at: string;
  because: string;
}

/** Who decided something, when and why, as the audit log has it. */
export function Signed({ by }: { by: Decided }) {
  return (
    <>
      by <bdi>{by.who}</bdi>, <Stamp at={by.at} />: <bdi>“{by.because}”</bdi>
    </>
  );
}
