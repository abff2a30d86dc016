from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from speech.authority import Authority, open_authority
from speech.clock import Clock
from speech.device import Device
from speech.model import InteractionModel
from speech.session import Conversation
from speech.skill_client import SkillClient
from speech.turn import Turn
from speech.understanding import Understanding
from tests.speech.bike_shop import MODEL, BikeShop, open_shop
from tests.speech.ferry_line import MODEL as FERRY_MODEL
from tests.speech.ferry_line import ferry_line

SKILL_ID = "amzn1.ask.skill.bike-shop"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return open_authority(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def bike_model() -> InteractionModel:
    return InteractionModel.load(MODEL)


@pytest.fixture(scope="session")
def bike_understanding(bike_model: InteractionModel) -> Understanding:
    return Understanding(bike_model)


@pytest.fixture
def shop(authority: Authority) -> Iterator[BikeShop]:
    with open_shop(authority.roots, authority.chains) as shop:
        yield shop


@pytest.fixture
def client(shop: BikeShop, authority: Authority) -> Iterator[SkillClient]:
    client = SkillClient(shop.endpoint, authority)
    yield client
    client.close()


@pytest.fixture
def conversation(client: SkillClient, bike_understanding: Understanding) -> Conversation:
    return Conversation(bike_understanding, client, SKILL_ID)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.set("2026-03-01T07:00:00Z")
    return clock


@pytest.fixture
def kitchen(client: SkillClient, bike_understanding: Understanding, clock: Clock) -> Conversation:
    """A device with a screen, whose clock stands still."""
    return Conversation(bike_understanding, client, SKILL_ID, Device(clock=clock))


@pytest.fixture
def without_screen(client: SkillClient, bike_understanding: Understanding) -> Conversation:
    return Conversation(bike_understanding, client, SKILL_ID, Device(screen=False))


@pytest.fixture(scope="session")
def ferry_understanding() -> Understanding:
    return Understanding(InteractionModel.load(FERRY_MODEL))


@pytest.fixture
def ferry(authority: Authority) -> Iterator[BikeShop]:
    with open_shop(authority.roots, authority.chains) as shop:
        shop.answer = ferry_line
        yield shop


@pytest.fixture
def talk(ferry: BikeShop, authority: Authority, ferry_understanding: Understanding) -> Iterator[Callable[..., Turn]]:
    """Says sentences to the ferry line, one after another, and gives the last turn."""
    client = SkillClient(ferry.endpoint, authority)
    conversation = Conversation(ferry_understanding, client, SKILL_ID)

    def say(*texts: str) -> Turn:
        return [conversation.say(text) for text in texts][-1]

    yield say
    client.close()


@pytest.fixture
def bike_folder(tmp_path: Path) -> Path:
    """A skill's folder whose pyproject.toml starts the bike shop."""
    repository = Path(__file__).parents[2]
    (tmp_path / "pyproject.toml").write_text(
        f"""
[tool.speech]
model    = "{MODEL}"
start    = ["{{python}}", "-m", "tests.speech.bike_shop", "--port", "{{port}}"]
endpoint = "http://127.0.0.1:{{port}}/alexa"
ready    = "http://127.0.0.1:{{port}}/health"
env      = {{ BIKE_SHOP_ROOTS = "{{roots}}", BIKE_SHOP_CHAINS = "{{chains}}", PYTHONPATH = "{repository}" }}
"""
    )
    return tmp_path
