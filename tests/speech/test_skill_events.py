import pytest

from speech.household import Household
from speech.session import Conversation
from tests.speech.bike_shop import BikeShop, Json, speaks

NOTHING: Json = {"version": "1.0", "response": {}}


@pytest.fixture
def household(conversation: Conversation, shop: BikeShop) -> Household:
    shop.answer = lambda _: NOTHING
    return Household(conversation)


@pytest.mark.parametrize(
    ("event", "body"),
    [
        ("SkillEnabled", None),
        ("SkillDisabled", {"userInformationPersistenceStatus": "NOT_PERSISTED"}),
        ("SkillPermissionChanged", {"acceptedPermissions": []}),
    ],
)
def test_an_event_is_of_the_account_alone(household: Household, shop: BikeShop, event: str, body: Json | None) -> None:
    turn = household.skill_event(event, None)
    (sent,) = shop.requests
    assert (turn.intent, turn.problems, turn.answered) == (f"AlexaSkillEvent.{event}", [], True)
    assert set(sent) == {"version", "context", "request"}
    assert set(sent["context"]) == {"System"}
    assert "device" not in sent["context"]["System"]
    assert "locale" not in sent["request"]
    assert sent["request"].get("body") == body
    assert sent["request"]["eventCreationTime"] == sent["request"]["timestamp"]


def test_the_body_can_be_the_tests_own(household: Household, shop: BikeShop) -> None:
    household.skill_event("SkillDisabled", {"userInformationPersistenceStatus": "PERSISTED"})
    assert shop.requests[0]["request"]["body"] == {"userInformationPersistenceStatus": "PERSISTED"}


def test_a_linked_account_is_in_every_request_from_then_on(household: Household, shop: BikeShop) -> None:
    household.skill_event("SkillAccountLinked", {"accessToken": "abc"})
    household.at("", "hall").say("open pedal works")
    users = [envelope["context"]["System"]["user"] for envelope in shop.requests]
    assert [user["accessToken"] for user in users] == ["abc", "abc"]
    assert shop.requests[-1]["session"]["user"] == users[-1]


def test_permissions_come_and_go(household: Household, shop: BikeShop) -> None:
    household.skill_event(
        "SkillPermissionAccepted", {"acceptedPermissions": [{"scope": "alexa::household:lists:read"}]}
    )
    household.skill_event("SkillPermissionChanged", {"acceptedPermissions": []})
    given, revoked = (envelope["context"]["System"]["user"] for envelope in shop.requests)
    assert given["permissions"]["consentToken"]
    assert "permissions" not in revoked


def test_an_event_is_delivered_again_until_it_is_answered(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda _: 500
    (problem,) = household.skill_event("SkillEnabled", None).problems
    assert problem.rule == "http_status"
    assert "again" in problem.effect


@pytest.mark.parametrize("answer", [b"", b"ok"])
def test_only_the_200_counts(household: Household, shop: BikeShop, answer: bytes) -> None:
    shop.answer = lambda _: answer
    assert household.skill_event("SkillEnabled", None).problems == []


def test_words_in_answer_to_an_event_are_a_problem(household: Household, shop: BikeShop) -> None:
    shop.answer = lambda _: speaks("Welcome!")
    assert [problem.rule for problem in household.skill_event("SkillEnabled", None).problems] == ["answer_to_news"]
