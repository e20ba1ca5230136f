"""Queues a broadcast to many recipients in an installation: run as a process of its own in its environment."""

from __future__ import annotations

import os
import resource
import sys
import time


def main(size: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")
    import django

    django.setup()
    from lantoa.channels import actions, discovery
    from lantoa.channels.actions import ChannelDraft, ComposeDraft, queueing
    from lantoa.channels.models import Delivery, Part, Subscriber
    from lantoa.channels.registry import Content
    from lantoa.foundation import clock
    from lantoa.ledger.refs import SourceKey
    from lantoa.organisation.access import SYSTEM
    from lantoa.organisation.models import Agency

    agency = Agency.objects.order_by("pk").first()
    assert agency is not None
    channel = actions.open_channel(agency, "email", ChannelDraft("Đo", {"sender_name": "Đo"}), actor=SYSTEM)
    now = clock.now()
    for start in range(0, size, 5000):
        Subscriber.objects.bulk_create(
            Subscriber(
                channel=channel, address=f"n{number}@example.com", mark=f"{number:032x}", token=f"t{number}",
                state="active", asked_at=now, confirmed_at=now, consent="1",
            )
            for number in range(start, min(size, start + 5000))
        )  # fmt: skip
    content = Content(agency.pk, SourceKey("bench", "1"), "Đo", text="Nội dung")
    broadcast = actions.compose(content, ComposeDraft((channel.pk,)), actor=SYSTEM)
    actions.ask_approval(broadcast, actor=SYSTEM)
    actions.send(actions.approve(broadcast, actor=SYSTEM), actor=SYSTEM)
    part = Part.objects.select_related("channel__agency", "broadcast__agency").get(broadcast=broadcast)
    kind = discovery.kind_of("email")
    assert kind is not None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    queueing.begin(part, kind)
    seconds = time.monotonic() - started
    queued = Delivery.objects.filter(part=part, state="waiting").count()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(f"{seconds} {queued} {grown}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
