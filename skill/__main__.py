"""The skill's command line: `python -m skill serve` and `python -m skill check`."""

from __future__ import annotations

import argparse
import sys

from skill.faults import ContentError
from skill.reading_level import MEASURED_WITH, measurer
from skill.settings import SettingsError, from_environment, port
from skill.spoken_quality import spoken_faults

DEFAULT_PORT = 8080
MOST = 1000


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 for faults of the content, 2 for wrong settings."""
    parser = argparse.ArgumentParser(prog="python -m skill", description="Serve Cramp Coach, or check its content.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve POST /alexa with gunicorn")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"port to listen on (default {DEFAULT_PORT})")
    serve.add_argument("--workers", type=_number, help="worker processes (default: one a core)")
    serve.add_argument("--threads", type=_number, help="threads a worker (default 8)")
    checking = commands.add_parser("check", help="check facts and words, and report every fault at once")
    checking.add_argument("--locale", action="append", default=[], help="check this one (default: all)")
    given = parser.parse_args(arguments)
    try:
        if given.command == "check":
            from skill.source import check, summary  # serving needs none of what reads the content

            libraries = check(given.locale)
            if faults := [fault for library in libraries.values() for fault in spoken_faults(library)]:
                raise ContentError(faults)
            if measurer() is None:
                version = ".".join(map(str, MEASURED_WITH))
                print(f"left out: the reading level, which textstat {version} measures")
            counts = summary([*libraries.values()][-1])
            print(f"content ok ({', '.join(libraries)}): " + ", ".join(f"{n} {what}" for what, n in counts.items()))
            return 0
        settings = from_environment()
        from skill.server import serve as run  # the other commands need no server

        return run(settings, given.host, given.port, given.workers, given.threads)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except SettingsError as error:
        print(f"skill: {error}", file=sys.stderr)
        return 2


def _port(text: str) -> int:
    try:
        return port(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"{text!r}: give a number from 1 to {MOST}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
