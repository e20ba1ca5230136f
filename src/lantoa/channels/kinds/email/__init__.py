"""The newsletter: one letter to each subscriber, through the mail server of the installation."""

from __future__ import annotations

from lantoa.channels.contract import ChannelKind, Limits, Measures, To, Way
from lantoa.channels.kinds.email.settings import MailForm, mail_address
from lantoa.channels.kinds.email.transport import deliver

KIND = ChannelKind(
    code="email",
    label="Bản tin qua thư điện tử",
    help="Gửi đến người đã đăng ký và xác nhận; ai cũng thôi nhận được bằng một lần bấm.",
    way=Way.AUTOMATIC,
    to=To.EACH,
    limits=Limits(title=150, summary=500, text=20_000, pictures=0),
    settings_form=MailForm,
    deliver=deliver,
    check_address=mail_address,
    form_code="ban-tin",
    activity_kind="gui-tin",
    measures=Measures(messages="M17-1", reached="M17-2"),
    order=10,
)
