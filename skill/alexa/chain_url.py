"""Which addresses of certificate chains are Amazon's.

Source: Amazon, "Host a Custom Skill as a Web Service", section "Check request signature", step 1 (the rules for
`SignatureCertChainUrl`): normalise the URL; its scheme is https, its host s3.amazonaws.com, both in any case; its path
begins with /echo.api/ in just this case; its port is 443 if it names one.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from skill.alexa.refusal import Reason, Refused

SCHEME, HOST, FOLDER, PORT = "https", "s3.amazonaws.com", "/echo.api/", 443
LONGEST_URL = 2048

# Letters that Amazon's addresses are made of. All else is refused before it can mean two things to two readers: users,
# %2e%2e, backslashes, tabs (which urllib drops), an empty port, and letters whose lower case is ASCII.
_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z]+)://(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?(?P<path>/[A-Za-z0-9._/-]*)"
    r"(?:[?#][!-~]*)?"
)
_FILE = re.compile(r"[A-Za-z0-9._-]{1,200}")


@lru_cache(maxsize=64)
def normalised_path(url: str) -> str:
    """The path of the chain at `url`, without dot segments and doubled slashes. Raises Refused.

    It stands for the whole URL: host and port are always the same, and query and fragment reach neither cache nor
    fetch. The file's name is safe to look up in a folder.
    """
    parts = _PARTS.fullmatch(url) if len(url) <= LONGEST_URL else None
    if parts is None:
        raise Refused(Reason.CHAIN_URL)
    path = posixpath.normpath(parts["path"])
    amazons = (
        parts["scheme"].lower() == SCHEME
        and parts["host"].lower() == HOST
        and (parts["port"] is None or int(parts["port"]) == PORT)
        and path.startswith(FOLDER)
        and _FILE.fullmatch(posixpath.basename(path)) is not None
    )
    if not amazons:
        raise Refused(Reason.CHAIN_URL)
    return path
