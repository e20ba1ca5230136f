"""What Wagtail does at the end of an approval. Named in the settings, and read while Wagtail's models are loaded:
so nothing of theirs or ours is imported before it is needed."""

from __future__ import annotations

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publishes what was approved, as Wagtail does, unless the page is to go out with its set."""
    from wagtail.workflows import publish_workflow_state

    from lantoa.portal import holding

    if not holding.holds(int(workflow_state.object_id)):
        publish_workflow_state(workflow_state, user=user)
