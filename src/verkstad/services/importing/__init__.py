"""Ways in from the systems that already hold the data: read, planned, shown, and only then written.

A *format* reads a file or address and yields what it finds, one entry after the other (``formats``, ``entries``). A
*target* is a kind of thing that is written: services here, places in the app above (``targets``). In between, the
plan says of every entry what would become of it (``plan``), and the writing does just that (``write``) and can be
taken back (``undo``).
"""
