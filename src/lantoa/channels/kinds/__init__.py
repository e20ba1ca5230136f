"""Kinds of channel, one folder each: `KIND` in its `__init__`, transport and settings form beside it.

A new kind is a new folder here and a folder of tests under tests/channels/kinds/; no other file names it.
The contract is `channels.contract`; docs/decisions/ says why.
"""
