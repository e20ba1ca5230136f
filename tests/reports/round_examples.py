"""Examples of the addresses of lantoa.reports.web.round_urls, for the access matrix.

One round of the province asks all three places: each has sent its report of it, and the word that only the agency may
be shown is why it was returned. In a second round everybody still owes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from lantoa.foundation import clock
from lantoa.reports import actions
from lantoa.reports.models import Call, Round
from tests.reports.building import frozen, sign
from tests.support.url_matrix import SIGNED_IN, Example, World

DAY = date(2026, 4, 2)
SENT, OWED, SMALL = "2026-M03", "2026-M02", "2026-M01"
HANDS = {"sxd": "coordinator", "ward": "ward_officer", "snv": "snv_coordinator"}

SUPERIOR = frozenset({"superior"})
READS = {
    "sxd": SUPERIOR | {"coordinator", "director"},
    "ward": SUPERIOR | {"ward_officer", "ward_chair"},
    "snv": SUPERIOR | {"snv_coordinator"},
}
SENDS = {place: frozenset({who}) for place, who in HANDS.items()}


def asked(world: World, period: str, places: Iterable[str] = HANDS) -> Round:
    found = Round.objects.filter(period=period).first()
    if found is None:
        agencies = tuple(world.cast.agency(place).pk for place in places)
        draft = actions.RoundDraft(period, date(2099, 4, 10), agencies)
        with clock.standing_on(DAY):
            province = world.cast.agency("province")
            found = actions.open_round(province, draft, actor=world.cast.actor("superior"))
    return found


def owed(world: World) -> Call:
    """One that can be begun, reminded of, moved and dropped."""
    return Call.objects.get(round=asked(world, OWED), agency=world.agency)


def sent(world: World) -> Call:
    """One that the superior may receive once more: it was returned, corrected and sent anew."""
    call = Call.objects.get(round=asked(world, SENT), agency=world.agency)
    if call.issue_id is None:
        _send(world, call)
    return Call.objects.get(pk=call.pk)


def _send(world: World, call: Call) -> None:
    hands, above = world.cast.actor(HANDS[world.place]), world.cast.actor("superior")
    with clock.standing_on(DAY):
        report = frozen(world.cast, by=HANDS[world.place], agency=world.place, period=SENT)
        issue = sign(world.cast, report, f"1/BC-{world.place}", by=HANDS[world.place]).issue
        actions.submit_report(call, issue, actor=hands)
        actions.return_report(call, issue, world.agency_word, actor=above)
        actions.begin_correction(report, world.agency_word, actor=hands)
        report.refresh_from_db()
        actions.freeze(report, actor=hands, edition=report.edition)
        again = sign(world.cast, report, f"2/BC-{world.place}", by=HANDS[world.place]).issue
        actions.submit_report(call, again, actor=hands)


def of_round(world: World) -> Mapping[str, Any]:
    sent(world)
    return {"round_id": asked(world, SENT).pk}


def of(call: Callable[[World], Call]) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"call_id": call(world).pk}


def issue_of(world: World) -> Mapping[str, Any]:
    return {"issue": sent(world).issue_id}


ROUND_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {
    "reports:rounds": Example(to=SUPERIOR),
    "reports:round_open": Example(to=SUPERIOR),
    "reports:round": Example(to=SUPERIOR, kwargs=of_round),
    "reports:round_change": Example(to=SUPERIOR, kwargs=of_round),
    "reports:round_add": Example(
        to=SUPERIOR, kwargs=lambda world: {"round_id": asked(world, SMALL, ["sxd"]).pk}
    ),
    "reports:round_nudge": Example(to=SUPERIOR, kwargs=of_round, method="post"),
    "reports:round_close": Example(to=SUPERIOR, kwargs=of_round, method="post", data={"viec": "dong"}),
    "reports:round_letter": Example(to=SUPERIOR, kwargs=of_round),
    "reports:calls": Example(to=SIGNED_IN, why="shows to each what their agencies owe"),
    "reports:call": (Example(to=READS, kwargs=of(sent)), Example(to=READS, kwargs=of(owed))),
    "reports:call_begin": Example(to=SENDS, kwargs=of(owed), method="post"),
    "reports:call_submit": Example(
        to=SENDS, kwargs=of(sent), method="post", data=issue_of, answers=(422,), why="it was sent already"
    ),
    "reports:call_receive": Example(to=SUPERIOR, kwargs=of(sent), method="post", data=issue_of),
    "reports:call_return": Example(to=SUPERIOR, kwargs=of(sent)),
    "reports:call_nudge": Example(to=SUPERIOR, kwargs=of(owed), method="post"),
    "reports:call_due": Example(to=SUPERIOR, kwargs=of(owed)),
    "reports:call_drop": Example(to=SUPERIOR, kwargs=of(owed)),
}
