"""Printed codes, channels, what is sent over them and to whom."""

from lantoa.channels.models.limits import SendingLimit
from lantoa.channels.models.placements import LinkHost, Placement, PlacementLabel, ScanHour
from lantoa.channels.models.sending import Broadcast, Channel, Delivery, DeliverySum, Part
from lantoa.channels.models.subscribers import Barred, Subscriber, Topic

__all__ = [
    "Barred",
    "Broadcast",
    "Channel",
    "Delivery",
    "DeliverySum",
    "LinkHost",
    "Part",
    "Placement",
    "PlacementLabel",
    "ScanHour",
    "SendingLimit",
    "Subscriber",
    "Topic",
]
