"""The bare echo under the very gunicorn configuration of `python -m skill serve`: `python -m benchmarks.echo_server`.

Takes what `serve` takes. Only the app is another, so whatever `serve` decides about gunicorn holds here too.
"""

from __future__ import annotations

import sys
from unittest.mock import patch

from flask import Flask

import skill.web
from benchmarks.echo_app import echo_app
from skill.metrics import Figures
from skill.settings import Settings


def main(arguments: list[str]) -> int:
    """Serve until stopped."""

    def echo(_: Settings | None = None) -> Flask:
        app = echo_app()
        app.extensions[skill.web.FIGURES] = Figures()  # `serve` asks each of its workers for it
        return app

    with patch.object(skill.web, "create_app", echo):
        from skill.__main__ import main as skill_main  # only now: it may take the app by name

        return skill_main(["serve", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
