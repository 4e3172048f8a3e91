"""Copies recorded from real e-services. No Django in here.

`serialise.js` takes what a browser shows as a typed `tree`; `writer` makes a page of it that does nothing, by lists of
what is allowed; `verifier`, which shares no code with the writer, refuses such a page when anything in it could act.
"""
