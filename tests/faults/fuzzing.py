"""Lets atheris make up files for our readers, or texts for the detector, led by which of our code they reach:

python -m tests.faults.fuzzing readers|detector FOLDER [libFuzzer's options, such as -runs=100000]

FOLDER keeps what reached something new, for the next time. HTML, .docx and PDF are not among the files: others' parsers
read them, in a process of their own. Ends with 1 at the first input that is not answered soundly.
"""

import io
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["annotate.importing", "annotate.detection"]):
    from annotate.importing.decoding import Unreadable
    from annotate.importing.readers.reader_choice import read_file, read_glimpse
    from tests.faults.soundness import ENDINGS_MADE_UP, assert_sound_claims, assert_sound_read

LONGEST = 3_000  # bytes


def readers(made: bytes) -> None:
    """The first byte says what the file is called."""
    name, raw = f"a{ENDINGS_MADE_UP[made[0] % len(ENDINGS_MADE_UP) if made else 0]}", made[1:]
    try:
        read_glimpse(name, lambda: io.BytesIO(raw))
    except Unreadable as error:
        assert str(error)
    for read in read_file(name, lambda: io.BytesIO(raw)):
        assert_sound_read(read)


def detector(made: bytes) -> None:
    # As UTF-8 where it is that, and else with lone surrogates.
    assert_sound_claims(made.decode(errors="surrogateescape"))


def main() -> None:
    _, what, folder, *options = sys.argv
    Path(folder).mkdir(exist_ok=True)
    made_for = {"readers": readers, "detector": detector}[what]
    atheris.Setup([sys.argv[0], folder, f"-max_len={LONGEST}", f"-artifact_prefix={folder}/", *options], made_for)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
