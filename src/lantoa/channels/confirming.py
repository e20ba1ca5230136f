"""The letter that asks whether somebody really asked; for who receives already, the link to choose and to leave."""

from __future__ import annotations

from lantoa.channels import discovery, outgoing
from lantoa.channels.contract import Message, Recipient
from lantoa.channels.models import Subscriber
from lantoa.foundation import clock

ASKED = (
    "Có người vừa dùng địa chỉ này đăng ký nhận tin của {agency}. Mở liên kết dưới đây và bấm nút để xác nhận. "
    "Nếu không phải do mình đăng ký thì bỏ qua thư này: sẽ không có thư nào khác và địa chỉ được xóa sau 7 ngày."
)
KNOWN = "Địa chỉ này đang nhận tin của {agency}, không cần đăng ký lại. Mở liên kết dưới đây để đổi loại tin hoặc thôi nhận."


def send(subscriber: Subscriber) -> None:
    """Raises what the kind raises. The key changes with each asking, so that each asking is answered once."""
    channel = subscriber.channel
    kind = discovery.kind_of(channel.kind)
    if kind is None or kind.deliver is None or subscriber.state == Subscriber.State.STOPPED:
        return
    known = subscriber.state == Subscriber.State.ACTIVE
    agency = channel.agency.legal_name
    message = Message(
        f"Đăng ký nhận tin của {agency}" if known else f"Xác nhận nhận tin của {agency}",
        "",
        (KNOWN if known else ASKED).format(agency=agency),
        url=outgoing.choose_url(subscriber) if known else outgoing.confirm_url(subscriber),
        agency=agency,
        at=clock.now(),
    )
    settings = outgoing.plain_settings(channel)
    try:
        key = f"lantoa-confirm-{subscriber.pk}-{subscriber.asked_at.timestamp()}-{subscriber.state}"
        kind.deliver(message, Recipient(subscriber.address), settings, key)
    finally:
        settings.close()
