"""HeidelTime over many texts in one Java machine; run by the peer's own Python.

``python heideltime_jvm.py REQUEST ANSWER``: the request is a JSON object with the ``jar``, the
``config`` file, the ``kind`` of text, ``flags`` for Java and ``texts``, each with its ``name``,
its ``text`` and ``created``, the day it was written.  The answer has a TimeML document for
each text in ``answers``, and in ``seconds`` the CPU seconds that the texts took.  Where a text
fails, the last line on standard error says which and why, and the status is 1.

This file runs where crossfix is not installed: it imports only JPype and the standard library.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

import jpype  # type: ignore[import-not-found]

STANDALONE: Final = "de.unihd.dbs.heideltime.standalone"
LANGUAGE: Final = "de.unihd.dbs.uima.annotator.heideltime.resources.Language"


def cpu_seconds() -> float:
    """CPU time of this process, the Java machine in it, and the taggers that it has run."""
    whole = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(who)
        whole += used.ru_utime + used.ru_stime
    return whole


def start(request: dict[str, Any]) -> Any:
    """The program with its rules loaded, as its command line sets it up."""
    jpype.startJVM(*request["flags"], classpath=[request["jar"]])
    program = jpype.JClass(f"{STANDALONE}.HeidelTimeStandalone")
    kind = jpype.JClass(f"{STANDALONE}.DocumentType").valueOf(request["kind"].upper())
    output = jpype.JClass(f"{STANDALONE}.OutputType").TIMEML
    tagger = jpype.JClass(f"{STANDALONE}.POSTagger").TREETAGGER
    language = jpype.JClass(LANGUAGE).ENGLISH
    return program(language, kind, output, request["config"], tagger)


def main(request_path: Path, answer_path: Path) -> None:
    """Answer a request.

    The first text is gone through twice, and the first time is not counted: what is loaded
    with the first text (classes, compiled rules) is the same for all of them.
    """
    request = json.loads(request_path.read_text(encoding="utf-8"))
    program = start(request)
    day_format = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")

    def tagged(text: dict[str, str]) -> str:
        try:
            return str(program.process(text["text"], day_format.parse(text["created"])))
        except jpype.JException as failed:
            sys.exit(f"{text['name']}: {failed}")

    for text in request["texts"][:1]:
        tagged(text)
    began = cpu_seconds()
    answers = [tagged(text) for text in request["texts"]]
    answer = {"answers": answers, "seconds": cpu_seconds() - began}
    answer_path.write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
