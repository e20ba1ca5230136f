from __future__ import annotations

from lantoa.notices import registry

registry.register_kinds({"test.due": "Nhắc hạn", "test.waits": "Chờ xác nhận"})
