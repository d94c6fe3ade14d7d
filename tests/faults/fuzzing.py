"""Fuzz our readers or the detector with atheris, guided by code coverage:

python -m tests.faults.fuzzing readers|detector FOLDER [libFuzzer's options, such as -runs=100000]

FOLDER stores the inputs that reached new code, for the next run. HTML, .docx and PDF are left out, because third-party
parsers read them in a separate process. Exits with a status other than 0 at the first input that breaks a check.
"""

import io
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["annotate.importing", "annotate.detection"]):
    from annotate.importing.decoding import Unreadable
    from annotate.importing.readers.reader_choice import read_file, read_glimpse
    from tests.faults.soundness import FUZZED_ENDINGS, assert_sound_claims, assert_sound_read

LONGEST = 3_000  # bytes


def fuzz_readers(data: bytes) -> None:
    """Read the bytes as a file; the first byte chooses its name."""
    name, raw = f"a{FUZZED_ENDINGS[data[0] % len(FUZZED_ENDINGS) if data else 0]}", data[1:]
    try:
        read_glimpse(name, lambda: io.BytesIO(raw))
    except Unreadable as error:
        assert str(error)
    for read in read_file(name, lambda: io.BytesIO(raw)):
        assert_sound_read(read)


def fuzz_detector(data: bytes) -> None:
    # Bytes that are not UTF-8 become lone surrogates.
    assert_sound_claims(data.decode(errors="surrogateescape"))


def main() -> None:
    _, target, folder, *options = sys.argv
    Path(folder).mkdir(exist_ok=True)
    fuzz = {"readers": fuzz_readers, "detector": fuzz_detector}[target]
    atheris.Setup([sys.argv[0], folder, f"-max_len={LONGEST}", f"-artifact_prefix={folder}/", *options], fuzz)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
