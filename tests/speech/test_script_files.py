from pathlib import Path

import pytest

from speech.script_files import ScriptError, read_script, read_scripts


def written(folder: Path, text: str) -> Path:
    file = folder / "a.yaml"
    file.write_text(text)
    return file


def test_a_script_is_read_with_its_lines(tmp_path: Path) -> None:
    script = read_script(
        written(
            tmp_path,
            """name: A talk
turns:
  - say: open pedal works
    expect:
      intent: [LaunchRequest, null]
      says: [welcome, [noise, sound]]
      says_not: sorry
      asks: true
      directives: [Dialog.ElicitSlot]
      session: {memory.turns: 1, asked: ["yes", on the way]}
      problems: none
  - silence: true
  - touch: [more, 2, {a: true}]
  - new_session: true
""",
        )
    )
    assert script.name == "A talk"
    assert [(turn.line, next(iter(turn.done))) for turn in script.turns] == [
        *((3, "say"), (12, "silence"), (13, "touch"), (14, "new_session"))
    ]
    expect = script.turns[0].expect
    assert expect.intent == ["LaunchRequest", None]
    assert expect.says == [["welcome"], ["noise", "sound"]]
    assert expect.says_not == [["sorry"]]
    assert expect.session == {"memory.turns": 1, "asked": ["yes", "on the way"]}
    assert script.turns[2].done["touch"] == ["more", 2, {"a": True}]


@pytest.mark.parametrize(
    ("turn", "line", "says"),
    [
        ("say: yes", 3, 'write "yes" in quotes'),
        ("say: No", 3, 'write "No" in quotes'),
        ("say: 7", 3, 'write "7" in quotes'),
        ("{say: a, expect: {says: off}}", 3, 'write "off" in quotes'),
        ("{say: a, expect: {says: [a, [b, on]]}}", 3, 'write "on" in quotes'),
        ("{say: a, expect: {slots: {answer: no}}}", 3, 'write "no" in quotes'),
        ("{say: a, expect: {session: {asked: [a, yes]}}}", 3, 'write "yes" in quotes'),
        ("{say: a, expect: {asks: yes}}", 3, "expected true or false"),
        ("{say: a, expect: {ended: maybe}}", 3, "expected true or false"),
        ("{say: a, expects: {}}", 3, "unknown 'expects'"),
        ("{say: a, expect: {speech: b}}", 3, "unknown 'speech'"),
        ("{say: a, silence: true}", 3, "a turn does one of"),
        ("{expect: {}}", 3, "a turn does one of"),
        ("silence: false", 3, "silence wants"),
        ("{new_session: true, expect: {}}", 3, "says nothing yet"),
        ("{say: a, say: b}", 3, "stands here twice"),
        ("{say: a, expect: {problems: some}}", 3, "none, or a list"),
        ("touch: more", 3, "touch wants"),
        ("{say: a, loud: true}", 3, "unknown 'loud'"),
        ("{say: a, component: b}", 3, "say does not go with 'component'"),
        ("event: SkillPermissionAccepted", 3, "as permissions"),
        ("{event: SkillPermissionAccepted, permissions: []}", 3, "as permissions"),
        ("wait: soon", 3, "wait wants"),
        ("now: 2026-03-01T07:00:00Z", 3, "in quotes"),
        ("say: [a]", 3, "expected a text"),
        ("say: {", 4, "expected"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_file_and_line(tmp_path: Path, turn: str, line: int, says: str) -> None:
    file = written(tmp_path, f"name: x\nturns:\n  - {turn}\n")
    with pytest.raises(ScriptError) as raised:
        read_script(file)
    assert str(raised.value).startswith(f"{file}:{line}: ")
    assert says in str(raised.value)


@pytest.mark.parametrize("text", ["", "name: x\n", "turns: []\n", "- a\n", "name: x\nturns: {}\n", "a: *b\n"])
def test_a_file_that_is_no_script_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScriptError, match=r"a\.yaml:\d+: "):
        read_script(written(tmp_path, text))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"name: \xff\n")
    with pytest.raises(ScriptError, match="UTF-8"):
        read_script(file)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b", "a", "deep/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.yaml").write_text(f"name: {name}\nturns: []\n")
    assert [script.name for script in read_scripts(tmp_path)] == ["a", "b", "deep/c"]


def test_a_folder_without_scripts_or_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="no conversation tests here"):
        read_scripts(tmp_path)
    with pytest.raises(ScriptError, match="No such file"):
        read_scripts(tmp_path / "nowhere")
