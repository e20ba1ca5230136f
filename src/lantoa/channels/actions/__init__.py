"""What may be done with printed codes, channels and broadcasts."""

from lantoa.channels.actions.adding_up import add_up, deliveries_exported
from lantoa.channels.actions.bouncing import take_bounce
from lantoa.channels.actions.channels import ChannelDraft, change_channel, open_channel, try_out
from lantoa.channels.actions.composing import (
    ComposeDraft,
    approve,
    ask_approval,
    compose,
    hand_back,
    rewrite,
)
from lantoa.channels.actions.composing import (
    content_of as content_of,
)
from lantoa.channels.actions.composing import (
    wrote as wrote,
)
from lantoa.channels.actions.hosts import add_host, remove_host
from lantoa.channels.actions.limiting import limit_sending
from lantoa.channels.actions.placing import (
    PlacementDraft,
    Target,
    change_placement,
    place_code,
    restore,
    withdraw,
)
from lantoa.channels.actions.printing import MOST_COPIES, MOST_ON_A_SHEET, ask_for_sheet, scans_exported
from lantoa.channels.actions.recording import record_scans
from lantoa.channels.actions.sending import cancel, mark_done, resend, send
from lantoa.channels.actions.sending import start as start
from lantoa.channels.actions.subscribing import (
    add_topic,
    ask,
    bar_address,
    choose_topics,
    confirm_subscriber,
    data_of_subscriber,
    end_topic,
    erase_subscriber,
    forget_subscribers,
    stop_subscriber,
)

__all__ = [
    "MOST_COPIES",
    "MOST_ON_A_SHEET",
    "ChannelDraft",
    "ComposeDraft",
    "PlacementDraft",
    "Target",
    "add_host",
    "add_topic",
    "add_up",
    "approve",
    "ask",
    "ask_approval",
    "ask_for_sheet",
    "bar_address",
    "cancel",
    "change_channel",
    "change_placement",
    "choose_topics",
    "compose",
    "confirm_subscriber",
    "data_of_subscriber",
    "deliveries_exported",
    "end_topic",
    "erase_subscriber",
    "forget_subscribers",
    "hand_back",
    "limit_sending",
    "mark_done",
    "open_channel",
    "place_code",
    "record_scans",
    "remove_host",
    "resend",
    "restore",
    "rewrite",
    "scans_exported",
    "send",
    "stop_subscriber",
    "take_bounce",
    "try_out",
    "withdraw",
]
