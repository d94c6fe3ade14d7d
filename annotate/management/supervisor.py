"""Run several programs at once: start them together, restart those that die, and stop them together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
# A program that dies more than MOST_DEATHS times within WITHIN seconds will not recover.
MOST_DEATHS, WITHIN = 5, 20.0
PATIENCE = 10.0  # seconds to end before being killed


class GaveUp(Exception):
    """A program keeps dying. The message says which."""


@dataclass
class Program:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)


def supervise(
    programs: Sequence[Program], *, environment: Mapping[str, str], each_round: Callable[[], None], pause: float = 0.5
) -> None:
    """Keep the programs running until this process has to stop (Ctrl-C, SIGTERM, SIGHUP), then stop them all.

    Call `each_round` every `pause` seconds. If a program keeps dying, stop them all and raise GaveUp.
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
        _stop(programs)


def _keep_running(program: Program, environment: Mapping[str, str]) -> None:
    if program.process and program.process.poll() is None:
        return
    if program.process:
        now = time.monotonic()
        program.deaths = [*(death for death in program.deaths if now - death < WITHIN), now]
        if len(program.deaths) > MOST_DEATHS:
            raise GaveUp(f"The {program.name} died {len(program.deaths)} times in a row. See its messages above.")
        print(f"The {program.name} died. Starting it again.", file=sys.stderr, flush=True)
    # A new session keeps Ctrl-C from the program: this process receives it, and stops the programs in order.
    program.process = subprocess.Popen(
        program.command, env=environment, start_new_session=True, preexec_fn=_die_with_parent
    )


def _die_with_parent() -> None:
    # Otherwise a kill -9 of this process would leave the programs running. This works only on Linux.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(programs: Sequence[Program]) -> None:
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
