"""The skill's command line: `python -m skill serve` and `python -m skill check`."""

from __future__ import annotations

import argparse
import logging
import socket
import sys

from skill.faults import ContentError
from skill.reading_level import MEASURED_WITH, measurer
from skill.settings import Settings, SettingsError, from_environment
from skill.spoken_quality import spoken_faults

DEFAULT_PORT = 8080


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 for faults of the content, 2 for wrong settings."""
    parser = argparse.ArgumentParser(prog="python -m skill", description="Serve Cramp Coach, or check its content.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve POST /alexa with gunicorn")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    serve.add_argument("--port", type=_port, default=DEFAULT_PORT, help=f"port to listen on (default {DEFAULT_PORT})")
    serve.add_argument("--workers", type=int, default=1, help="worker processes (default 1)")
    serve.add_argument("--threads", type=int, default=8, help="threads a worker (default 8)")
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
        return _serve(from_environment(), given)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    except SettingsError as error:
        print(f"skill: {error}", file=sys.stderr)
        return 2


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def _check_free(host: str, port: int) -> None:
    """Raise SettingsError where the address can't be listened on."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise SettingsError(f"can't listen on {host}:{port}: {error.strerror or error}") from None


def _serve(settings: Settings, given: argparse.Namespace) -> int:
    from gunicorn.app.base import BaseApplication

    from skill.web import create_app

    _check_free(given.host, given.port)
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(message)s")

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
        """gunicorn with the app of these settings."""

        def load_config(self) -> None:
            options = {
                "bind": f"{given.host}:{given.port}",
                "workers": given.workers,
                "threads": given.threads,
                "worker_class": "gthread",
                "preload_app": True,
                "loglevel": "warning",
                "timeout": 30,
                "graceful_timeout": 10,
                "limit_request_line": 2048,
                "control_socket_disable": True,
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> object:
            app = create_app(settings)
            logging.getLogger("cramp_coach").info("serving POST /alexa on http://%s:%s", given.host, given.port)
            return app

    Server().run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
