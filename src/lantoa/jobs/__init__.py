"""Background work that people can see: progress, cancel, retry, a result that stays. Verb: later. Knows foundation and ui."""
