"""Whatever stands where something else was meant, a reader answers with entries or a refusal, never with a crash."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verkstad.places.importing import hsds
from verkstad.services.importing import eplatform
from verkstad.services.importing.entries import Broken, Found, Refused

SERVICE = json.loads((Path(__file__).parent / "samples" / "service_full.json").read_text())
FLOW = {"ID": 1, "Name": "A", "URL": "https://e.example", "ShortDescription": "B", "RequiresAuthentication": True}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)


def paths(value, front=()):
    yield front
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths(inner, (*front, key))


def changed(value, path, new):
    if not path:
        return new
    value = copy.copy(value)
    value[path[0]] = changed(value[path[0]], path[1:], new)
    return value


@pytest.mark.parametrize(
    ("read", "name", "entry"),
    [(hsds.read, "contents", SERVICE), (eplatform.read, "Flows", FLOW)],
    ids=["hsds", "flows"],
)
@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_reader_answers_whatever_stands_there(material, read, name, entry, data):
    strange = changed(entry, data.draw(st.sampled_from(list(paths(entry)))), data.draw(ANYTHING))
    content = json.dumps({name: [strange]}).encode()
    try:
        found = list(read(material(content))[1])
    except Broken:
        found = []
    assert all(isinstance(it, Found | Refused) for it in found)
