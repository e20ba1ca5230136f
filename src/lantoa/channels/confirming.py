"""The letter that asks whether somebody really asked; for who receives already, the link to choose and to leave."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from lantoa.channels import discovery, languages, outgoing
from lantoa.channels.contract import Message, Recipient
from lantoa.channels.models import Subscriber
from lantoa.foundation import clock


def send(subscriber: Subscriber) -> None:
    """Raises what the kind raises. The key changes with each asking, so that each asking is answered once."""
    channel = subscriber.channel
    kind = discovery.kind_of(channel.kind)
    if kind is None or kind.deliver is None or subscriber.state == Subscriber.State.STOPPED:
        return
    code = languages.settled(subscriber.language)
    settings = outgoing.plain_settings(channel)
    try:
        key = f"lantoa-confirm-{subscriber.pk}-{subscriber.asked_at.timestamp()}-{subscriber.state}"
        with translation.override(code):
            message = _message(subscriber, code)
        kind.deliver(message, Recipient(subscriber.address, language=code), settings, key)
    finally:
        settings.close()


def _message(subscriber: Subscriber, code: str) -> Message:
    agency = subscriber.channel.agency.legal_name
    if subscriber.state == Subscriber.State.ACTIVE:
        title, url = _("Đăng ký nhận tin của %(agency)s"), outgoing.choose_url(subscriber, code)
        words = _(
            "Địa chỉ này đang nhận tin của %(agency)s, không cần đăng ký lại. "
            "Mở liên kết dưới đây để đổi loại tin hoặc thôi nhận."
        )
    else:
        title, url = _("Xác nhận nhận tin của %(agency)s"), outgoing.confirm_url(subscriber, code)
        words = _(
            "Có người vừa dùng địa chỉ này đăng ký nhận tin của %(agency)s. Mở liên kết dưới đây và bấm nút để xác "
            "nhận. Nếu không phải do mình đăng ký thì bỏ qua thư này: sẽ không có thư nào khác và địa chỉ được xóa "
            "sau 7 ngày."
        )
    said = {"agency": agency}
    return Message(title % said, "", words % said, url=url, agency=agency, at=clock.now(), language=code)
