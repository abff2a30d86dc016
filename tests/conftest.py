"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# Speed is measured in benchmarks, never asserted here: a slow machine must not fail an example.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
