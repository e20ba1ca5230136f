from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "lantoa.channels"
    label = "channels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lantoa.audit.registry import register_verbs
        from lantoa.channels import discovery, registry
        from lantoa.channels.access import opens_file
        from lantoa.channels.actions.recording import MEASURE
        from lantoa.channels.labels import AUDIT_VERBS, MOMENT
        from lantoa.channels.targets import address_kind, content_kind
        from lantoa.channels.web import slots
        from lantoa.jobs import schedule
        from lantoa.jobs.registry import register_labels
        from lantoa.ledger.registry import register_file_door, register_written_measure

        register_verbs(AUDIT_VERBS)
        registry.register_target(address_kind())
        registry.register_target(content_kind())
        registry.register_label(MOMENT)
        register_labels(
            {
                "lantoa.channels.jobs.print_sheet": "Tạo tờ in mã QR",
                "lantoa.channels.jobs.send_part": "Gửi qua một kênh",
                "lantoa.channels.jobs.send_confirmation": "Gửi thư xác nhận nhận tin",
            }
        )
        slots.connect()
        register_written_measure(MEASURE, "channels")
        for kind in discovery.kinds():
            for code in filter(None, (kind.measures.messages, kind.measures.reached)):
                register_written_measure(code, "channels")
        register_file_door("channels", opens_file)
        schedule.register(
            "channels.scans",
            cron="10 3 1 * *",
            job="lantoa.channels.jobs.record_scans",
            title="Ghi lượt quét mã QR của tháng trước",
        )
        schedule.register(
            "channels.sweep",
            cron="*/10 * * * *",
            job="lantoa.channels.jobs.sweep",
            title="Gửi tiếp tin còn dở",
        )
        schedule.register(
            "channels.forget",
            cron="20 3 * * *",
            job="lantoa.channels.jobs.forget_subscribers",
            title="Xóa người nhận tin hết hạn lưu",
        )
        schedule.register(
            "channels.add_up",
            cron="40 3 2 * *",
            job="lantoa.channels.jobs.add_up_deliveries",
            title="Gộp danh sách phát tin cũ",
        )
