"""How to reach every address of the jobs, and who may: a job of somebody in each place."""

from __future__ import annotations

from typing import Any

from lantoa.jobs.access import results_root
from lantoa.jobs.models import Job
from tests.support.url_matrix import SIGNED_IN, Example, World

ASKED_BY = {"sxd": "officer", "ward": "ward_officer", "snv": "outsider"}
OWNER = {place: frozenset({key}) for place, key in ASKED_BY.items()}
WATCHED = {place: frozenset({key, "administrator"}) for place, key in ASKED_BY.items()}
WATCHED["sxd"] |= {"sxd_administrator"}
PART = {"HX-Request": "true"}


def job(world: World) -> dict[str, Any]:
    """A finished job of this place's person, with a file."""
    results_root().mkdir(parents=True, exist_ok=True)
    (results_root() / "example.txt").write_text("kết quả", encoding="utf-8")
    person = world.cast.person(ASKED_BY[world.place])
    made = Job.objects.create(
        name="lantoa.jobs.jobs.forget_old", title="Xuất sổ", state=Job.State.DONE, asked_by_id=person.pk,
        asked_by_name=person.full_name, agency_id=world.agency.pk, result={"file": "example.txt"},
    )  # fmt: skip
    return {"job_id": made.pk}


JOBS = {
    "jobs:mine": Example(to=SIGNED_IN),
    "jobs:my_progress": (
        Example(to=SIGNED_IN, headers=PART),
        Example(to=SIGNED_IN, answers=(302,), why="whoever opens a part is led on to the list"),
    ),
    "jobs:all": Example(to=frozenset({"administrator", "sxd_administrator"})),
    "jobs:job": Example(to=WATCHED, kwargs=job),
    "jobs:progress": (
        Example(to=WATCHED, kwargs=job, headers=PART),
        Example(to=WATCHED, kwargs=job, answers=(302,), why="whoever opens a part is led on to the page"),
    ),
    "jobs:download": Example(to=OWNER, kwargs=job),
    "jobs:cancel": Example(to=OWNER, kwargs=job, method="post"),
    "jobs:run_again": Example(to=OWNER, kwargs=job, method="post"),
}
