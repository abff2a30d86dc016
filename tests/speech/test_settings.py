from pathlib import Path

import pytest

from speech.settings import SettingsError, fill, launch_values, model_path, read_settings
from tests.speech.bike_shop import MODEL


def written(folder: Path, table: str) -> Path:
    (folder / "pyproject.toml").write_text(table)
    return folder


GOOD = """
[tool.speech]
model = "{locale}.json"
start = ["{python}", "serve"]
endpoint = "http://127.0.0.1:{port}/alexa"
ready = "http://127.0.0.1:{port}/health"
env = { ROOTS = "{roots}" }
"""


def test_the_table_of_the_current_folder_says_how_to_start_the_skill(tmp_path: Path) -> None:
    (tmp_path / "en-GB.json").write_text("{}")
    settings = read_settings(folder=written(tmp_path, GOOD), locale="en-GB")
    assert settings.model == tmp_path / "en-GB.json"
    assert settings.endpoint is None
    assert settings.launch is not None
    assert settings.launch.command == ("{python}", "serve")
    assert settings.launch.environment == {"ROOTS": "{roots}"}
    assert settings.locale == "en-GB"


def test_an_endpoint_and_a_model_need_no_table_at_all(tmp_path: Path) -> None:
    settings = read_settings(endpoint="http://127.0.0.1:1/alexa", model=MODEL, folder=tmp_path)
    assert (settings.endpoint, settings.launch, settings.model) == ("http://127.0.0.1:1/alexa", None, MODEL)
    assert settings.locale == "en-US"


def test_the_application_id_comes_from_option_then_table_then_default(tmp_path: Path) -> None:
    (tmp_path / "en-US.json").write_text("{}")
    folder = written(tmp_path, GOOD + 'skill_id = "amzn1.ask.skill.mine"\n')
    assert read_settings(folder=folder).skill_id == "amzn1.ask.skill.mine"
    assert read_settings(folder=folder, skill_id="amzn1.ask.skill.other").skill_id == "amzn1.ask.skill.other"
    assert read_settings(folder=written(tmp_path, GOOD)).skill_id.startswith("amzn1.ask.skill.")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[tool.other]\n", "no [tool.speech]"),
        ("[tool.speech\n", "not TOML"),
        (GOOD + "port = 1\n", "unknown key 'port'"),
        (GOOD.replace('start = ["{python}", "serve"]', 'start = "serve"'), "start as a list"),
        (GOOD.replace('start = ["{python}", "serve"]', ""), "start as a list"),
        (GOOD.replace('endpoint = "http://127.0.0.1:{port}/alexa"', ""), "endpoint as a text"),
        (GOOD.replace('{ ROOTS = "{roots}" }', "{ ROOTS = 1 }"), "env as a table of texts"),
        (GOOD.replace("{locale}.json", "{language}.json"), "unknown placeholder {language}"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_line_that_says_why(tmp_path: Path, table: str, says: str) -> None:
    (tmp_path / "en-US.json").write_text("{}")
    with pytest.raises(SettingsError) as raised:
        read_settings(folder=written(tmp_path, table))
    assert says in str(raised.value)
    assert "\n" not in str(raised.value).strip()


def test_a_folder_without_a_skill_says_what_to_give_instead(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--endpoint and --model"):
        read_settings(folder=tmp_path)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no interaction model at .*nowhere\.json"):
        model_path(tmp_path / "nowhere.json", None)


def test_an_endpoint_that_is_no_address_is_refused() -> None:
    with pytest.raises(SettingsError, match="http://"):
        read_settings(endpoint="localhost:5000", model=MODEL)


def test_every_placeholder_is_filled() -> None:
    values = launch_values(4711, "amzn1.x", Path("/r.pem"), Path("/chains"), "en-GB")
    filled = fill("{port} {skill_id} {roots} {chains} {locale}", values)
    assert filled == "4711 amzn1.x /r.pem /chains en-GB"
    assert Path(fill("{python}", values)).exists()
    assert fill('{"json": 1}', values) == '{"json": 1}'


def test_the_model_may_be_missing_where_none_is_needed(tmp_path: Path) -> None:
    assert read_settings(folder=written(tmp_path, GOOD), needs_model=False).launch is not None
    assert read_settings(folder=tmp_path, endpoint="https://skill.example.com/", needs_model=False).launch is None


@pytest.mark.parametrize("named", ["en-GB", "en-gb", "EN_GB"])
def test_a_locale_may_be_written_in_any_case(tmp_path: Path, named: str) -> None:
    (tmp_path / "en-GB.json").write_text("{}")
    assert read_settings(folder=written(tmp_path, GOOD), locale=named).locale == "en-GB"


@pytest.mark.parametrize("named", ["xx", "english", "en-GB-x", "../en-GB"])
def test_what_is_no_locale_is_refused_with_one_that_is(tmp_path: Path, named: str) -> None:
    with pytest.raises(SettingsError, match="like en-GB"):
        read_settings(folder=written(tmp_path, GOOD), locale=named)
