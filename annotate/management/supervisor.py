"""Running programs beside each other: started together, started again when one dies, and ended together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
# A program that dies this often within this many seconds is broken, not unlucky.
MOST_DEATHS, WITHIN = 5, 20.0
PATIENCE = 10.0


class GaveUp(Exception):
    """A program keeps dying; the message says which."""


@dataclass
class Program:
    name: str
    command: Sequence[str]
    process: subprocess.Popen | None = None
    deaths: list[float] = field(default_factory=list)


def supervise(
    programs: Sequence[Program], *, environment: Mapping[str, str], each_round: Callable[[], None], pause: float = 0.5
) -> None:
    """Keeps the programs running until this process is told to stop (Ctrl-C, SIGTERM, SIGHUP); then ends them all.

    `each_round` is called every `pause` seconds. Raises GaveUp, with everything ended, if a program keeps dying.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        while True:
            each_round()
            for program in programs:
                _keep_running(program, environment)
            time.sleep(pause)
    except KeyboardInterrupt:
        pass
    finally:
        _end(programs)


def _keep_running(program: Program, environment: Mapping[str, str]) -> None:
    if program.process and program.process.poll() is None:
        return
    if program.process:
        now = time.monotonic()
        program.deaths = [*(death for death in program.deaths if now - death < WITHIN), now]
        if len(program.deaths) > MOST_DEATHS:
            raise GaveUp(f"The {program.name} ended {len(program.deaths)} times in a row; its last words are above.")
        print(f"The {program.name} ended; starting it again.", file=sys.stderr, flush=True)
    # In a session of its own, so that Ctrl-C reaches only this process, which then ends the others in order.
    program.process = subprocess.Popen(
        program.command, env=environment, start_new_session=True, preexec_fn=_die_with_parent
    )


def _die_with_parent() -> None:
    # Without this a kill -9 of this process would leave the others behind. Linux only; elsewhere they stay.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(programs: Sequence[Program]) -> None:
    running = [program.process for program in programs if program.process and program.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
