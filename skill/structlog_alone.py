"""structlog without rich, which it loads wherever it is installed, to draw tracebacks that nobody here sees.

The speaker's rich is no part of the served skill (tests/test_house.py), and loading it takes a twentieth of a second.
"""

from __future__ import annotations

import sys

_rich = sys.modules.get("rich")
sys.modules["rich"] = None  # type: ignore[assignment]  # for an import this means: there is none
import structlog  # noqa: E402

if _rich is None:
    del sys.modules["rich"]
else:
    sys.modules["rich"] = _rich

__all__ = ["structlog"]
