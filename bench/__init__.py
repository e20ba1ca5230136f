"""Benchmarks: the budgets of the design, measured over HTTP with the production server where there is a page.

    make bench                     all of them
    make bench ARGS="NAME ..."     some
    make bench ARGS="--scale 0.1"  smaller: the figures print, and `holds` is null

Each module registers its benchmarks. Every one is bounded in count and time and ends what it started.
"""
