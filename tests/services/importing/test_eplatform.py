"""Open ePlatform's list of e-services. The sample is made up, in the fields that the program itself writes."""

import json

import pytest

from tests.services.importing.conftest import told
from verkstad.services.importing import actions, eplatform
from verkstad.services.importing.entries import Broken
from verkstad.services.importing.json_entries import JsonEntries
from verkstad.services.importing.report import refused
from verkstad.services.models import Service

FLOW = {
    "ID": 31,
    "FlowFamilyID": 7,
    "Name": "Ansökan om bygglov",
    "URL": "https://e.example/oversikt/overview/7",
    "Category": "Bygga, bo och miljö",
    "CategoryID": 3,
    "Icon": "https://e.example/icon/31",
    "ShortDescription": "<p>S&ouml;k bygglov.</p>",
    "LongDescription": "<p>Så här går det till:</p><ul><li>Rita</li><li>Skicka</li></ul><script>x</script>",
    "RequiresAuthentication": True,
    "RequiresSigning": False,
}


@pytest.fixture
def read(material):
    def read(*flows, encoding="utf-8"):
        content = json.dumps({"Flows": flows}, ensure_ascii=False).encode(encoding)
        return list(eplatform.read(material(content))[1])

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_e_service_is_a_service_with_an_online_way(read, encoding):
    (found,) = read(FLOW, encoding=encoding)
    online = found.values.pop("channels")[0]
    assert (found.key, found.name, online["url"], online["eid_need"]) == (
        "FlowFamilyID:7", "Ansökan om bygglov", FLOW["URL"], "some",
    )  # fmt: skip
    assert found.values == {
        "name.sv": "Ansökan om bygglov",
        "summary.sv": "Sök bygglov.",
        "description.sv": "Så här går det till:\n\n- Rita\n- Skicka",
    }


@pytest.mark.parametrize(
    ("change", "need"),
    [
        ({"RequiresAuthentication": False}, "none"),
        ({"RequiresAuthentication": False, "RequiresSigning": True}, "some"),
        ({"RequiresAuthentication": None, "RequiresSigning": None}, "none"),
    ],
)
def test_signing_needs_eid_too(read, change, need):
    assert read(FLOW | change)[0].values["channels"][0]["eid_need"] == need


def test_what_an_older_release_does_not_tell_is_not_guessed(read):
    (found,) = read({"ID": 1, "Name": "A", "URL": "https://e.example"})
    assert (found.key, found.values["channels"][0]["eid_need"]) == ("ID:1", None)


def test_one_that_is_switched_off_is_passed_over(read):
    assert read(FLOW | {"Enabled": False}) == []


def test_long_introduction_is_shortened_after_a_sentence_and_kept_whole(read):
    long = "En mening om saken. " * 40
    (found,) = read(FLOW | {"ShortDescription": long})
    assert len(found.values["summary.sv"]) <= 400
    assert found.values["summary.sv"].endswith("saken.")
    assert found.values["description.sv"].startswith(long.strip())


@pytest.mark.parametrize("flow", [{"Name": "A"}, ["no object"], 7])
def test_entry_that_is_none_is_refused(read, flow):
    assert type(read(flow)[0]).__name__ == "Refused"


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"Flows": [{}', b'{"Other": []}', b"[1 2]", b'{"Flows": []} x', b"<html>"]
)
def test_answer_that_is_cut_off_or_another_is_refused_as_a_whole(material, content):
    with pytest.raises(Broken):
        list(eplatform.read(material(content))[1])


def test_numbers_that_no_database_can_keep_are_nothing(tmp_path):
    path = tmp_path / "list"
    path.write_text("[NaN, -Infinity, 1e999, 1.5]")
    assert list(JsonEntries(path, ())) == [None, None, None, 1.5]


def test_long_list_is_read_entry_by_entry(tmp_path):
    path = tmp_path / "list"
    entries = [{"n": n, "text": "å" * (n % 300)} for n in range(3000)]
    path.write_text(json.dumps({"page": 1, "contents": entries, "size": 3000}))
    read = JsonEntries(path, ("contents",))
    assert list(read) == entries
    assert read.beside == {"page": 1, "size": 3000}


def test_address_is_fetched_and_refused_ones_can_be_mended(desk, bjorkhamn):
    asked = []

    def ask(url):
        asked.append(url)
        return json.dumps({"Flows": [FLOW, FLOW | {"FlowFamilyID": 8, "URL": "javascript:x"}]}).encode()

    address = "https://e.example/api/v1/getflows/json"
    one = actions.request_import(eplatform.EPLATFORM, municipality=bjorkhamn, name=address)
    actions.work(one, ask=ask)
    assert (asked, told(one, "action")) == ([address], ["added", "refused"])
    desk.write(one)
    assert Service.objects.get().slug == "ansokan-om-bygglov"
    (flow,) = json.loads(refused(one).content)["Flows"]
    assert (flow["FlowFamilyID"], "https://" in flow["verkstad_reason"]) == (8, True)
    again = desk.bring(json.dumps({"Flows": [flow | {"URL": "https://e.example"}]}).encode(), "eplatform")
    assert told(again, "action") == ["added"]


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/x"])
def test_addresses_of_inner_machines_are_not_fetched(bjorkhamn, address):
    one = actions.request_import(eplatform.EPLATFORM, municipality=bjorkhamn, name=address)
    actions.work(one)
    assert (one.state, "not on the open Internet" in one.problem["values"]["error"]) == ("failed", True)
