"""Background work that people can see: progress, cancel, retry, a result that stays.

Verbs: later, cancel, run_again. A room writes `later("lantoa.room.jobs.func", actor=actor, title="…", **ids)` inside
its own transaction; a rollback takes the job along. Schedules are declared with `schedule.register`.
A job runs at least once; what must happen exactly once ends with `progress.finish(...)` in its own transaction,
what must never happen twice is asked for with `max_attempts=1`. Knows foundation and ui.
"""
