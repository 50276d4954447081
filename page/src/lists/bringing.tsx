// The two ways in: files that are dropped or chosen, and text that is pasted.
import { useSignal } from "@preact/signals";
import { post } from "../source";
import type { Job, PasteBody } from "../types";

interface Props {
  busy: boolean;
  begun: (job: Job) => void;
  failed: (words: string) => void;
}

async function sent(body: object | FormData, { begun, failed }: Props): Promise<boolean> {
  try {
    begun(await post<Job>("/api/imports", body));
    return true;
  } catch (error) {
    failed((error as Error).message);
    return false;
  }
}

/** Files: text, Markdown, HTML, PDF, an export of Telegram, a feed. */
export function FromFiles(props: Props) {
  const over = useSignal(false);
  const day = useSignal("");
  const send = (files: FileList | null | undefined) => {
    if (!files?.length) return;
    const form = new FormData();
    for (const file of files) form.append("files", file, file.name);
    if (day.value) form.append("published", day.value);
    void sent(form, props);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    over.value = false;
    send(event.dataTransfer?.files);
  };
  return (
    <form
      class={`sheet drop ${over.value ? "over" : ""}`}
      onSubmit={(event) => event.preventDefault()}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={drop}
    >
      <h2>Files</h2>
      <p class="soft small">
        Drop them here or choose them: text, Markdown, HTML, PDF, a Telegram export, a feed.
      </p>
      <label>
        Published on, where a file does not say so
        <input type="date" onChange={(event) => (day.value = event.currentTarget.value)} />
      </label>
      <label>
        Choose files
        <input
          type="file"
          multiple
          disabled={props.busy}
          onChange={(event) => send(event.currentTarget.files)}
        />
      </label>
    </form>
  );
}

/** Text from the clipboard, with its title and its day. */
export function FromText(props: Props) {
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const body: PasteBody = {
      text: String(fields.get("text")),
      title: String(fields.get("title")),
      published: String(fields.get("published")) || null,
    };
    if (await sent(body, props)) form.reset();
  };
  return (
    <form class="sheet" onSubmit={(event) => void submit(event)}>
      <h2>Pasted text</h2>
      <label>
        Title
        <input name="title" required />
      </label>
      <label>
        Published on (what “today” means in it)
        <input type="date" name="published" />
      </label>
      <label>
        Text
        <textarea name="text" rows={8} required />
      </label>
      <button class="chief" disabled={props.busy}>
        Read it
      </button>
    </form>
  );
}
