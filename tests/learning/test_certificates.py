"""To get a certificate, to keep it, and to check one that somebody shows."""

import json
from datetime import timedelta
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation
from django.utils.formats import date_format

from tests.factories.certificates import certify, proof_of
from tests.factories.identity import MembershipFactory
from tests.factories.learning import module_document, shipped, taught
from verkstad.core import pdf
from verkstad.core.models import AuditEntry
from verkstad.learning import badges, receipts, tasks
from verkstad.learning.actions import certificates as actions
from verkstad.learning.actions.packages import publish, start_draft, withdraw
from verkstad.learning.models import Certificate, ProvedWay
from verkstad.learning.queries.certificates import badge_of
from verkstad.learning.views import certificates as views
from verkstad.municipalities.models import Part

HERE = "/bjorkhamn/sv/certificates/"
GET = f"{HERE}get/base/"


def sent(proofs, name="Åsa Öberg"):
    return {"press": uuid4(), "name": name, "receipt": [receipts.write(one) for one in proofs]}


def test_who_has_proved_all_gets_a_certificate(client, edition):
    response = client.post(GET, sent(proof_of(edition)))
    certificate = Certificate.objects.get()
    assert response.url == f"{HERE}mine/{certificate.key}/"
    assert (certificate.edition, certificate.name, certificate.language) == (edition, "Åsa Öberg", "sv")
    assert certificate.proofs[0] == {"module": "browser", "way": "test", "day": "2026-11-20", "by": ""}


def test_certificates_of_a_municipality_are_numbered(edition):
    assert [certify(edition).number, certify(edition).number] == [0, 1]


def test_audit_trail_does_not_keep_the_name(edition):
    certify(edition)
    entry = AuditEntry.objects.get(action="certificate.issued")
    assert "Öberg" not in f"{entry.target_name}{entry.details}"


def test_page_asks_for_the_name_only(client, edition):
    assert [field.name for field in client.get(GET).context["form"].visible_fields()] == ["name"]


def test_what_is_lacking_is_told(client, edition):
    response = client.post(GET, sent(proof_of(edition)[:1]))
    assert [text.module.key for text in response.context["missing"]] == ["post"]
    assert not Certificate.objects.exists()


def test_name_that_holds_a_number_is_refused_and_the_receipts_stay(client, edition):
    response = client.post(GET, sent(proof_of(edition), name="Åsa 19340101-1234"))
    assert list(response.context["form"].errors) == ["name"]
    assert len(response.context["receipts"]) == 2


def test_way_that_the_package_does_not_allow_proves_nothing(client, edition):
    edition.proved_by = ["test"]
    edition.save()
    assert len(client.post(GET, sent(proof_of(edition, ProvedWay.COURSE))).context["missing"]) == 2


def test_made_up_receipt_proves_nothing(client, edition):
    assert len(client.post(GET, {"name": "Åsa", "receipt": ["x:y"]}).context["missing"]) == 2


def test_edition_that_was_taught_when_it_was_proved_is_certified(client, edition):
    newer = start_draft(edition.package, by="maja")
    publish(newer, by="maja")
    client.post(GET, sent(proof_of(edition)))
    client.post(GET, sent(proof_of(newer)))
    assert set(Certificate.objects.values_list("edition__number", flat=True)) == {1, 2}


def test_certificate_of_a_withdrawn_package_is_checked_and_its_edition_read(client, edition):
    certificate = certify(edition)
    withdraw(edition, by="maja")
    own = f"{HERE}mine/{certificate.key}/"
    shown = badge_of(certificate)["credentialSubject"]["achievement"]["id"].partition("/learn/")[2]
    addresses = [own, f"{own}page/", f"{own}pdf/", f"{own}badge/", f"{HERE}{certificate.code}/"]
    addresses += [GET, f"/bjorkhamn/sv/learn/{shown}"]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_what_is_lacking_of_a_withdrawn_package_leads_nowhere(client, edition):
    withdraw(edition, by="maja")
    page = client.post(GET, sent(proof_of(edition)[:1]))
    assert (len(page.context["missing"]), "learn/base/post/" in page.content.decode()) == (1, False)


def test_nothing_is_issued_without_proof(edition):
    with pytest.raises(actions.NotProved) as refused:
        actions.issue(edition, [], name="", language="sv")
    assert refused.value.modules == ["browser", "post"]


def test_package_that_is_not_there_has_no_certificates(client, edition):
    assert client.get(f"{HERE}get/other/").status_code == 404


def test_second_press_of_the_button_gives_the_same_certificate(client, edition):
    once = sent(proof_of(edition))
    first, second, of_another = (client.post(GET, once | {"name": name}).url for name in ("Åsa", "Åsa", "Bo"))
    assert (first == second, first == of_another, Certificate.objects.count()) == (True, False, 2)


def test_one_address_gets_only_so_many_certificates(client, edition, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"get_certificate": "1/m/ip"}
    assert [client.post(GET, sent(proof_of(edition))).status_code for _ in range(2)] == [302, 429]


def test_too_many_are_asked_to_wait(client, edition, monkeypatch):
    certificate = certify(edition)
    monkeypatch.setattr(views, "MOST_CHECKED", 0)
    confirmation = actions.confirm(edition, ["browser"], user=_member(edition), by="maja")
    answers = [client.post(HERE, {"text": "{}"})]
    codes = (certificate.code, f"confirmed/{confirmation.code}", "confirmed/zzzzzz")
    answers += [client.get(f"{HERE}{code}/") for code in codes]
    assert [answer.status_code for answer in answers] == [429] * 4


def _member(edition):
    return MembershipFactory(municipality=edition.package.municipality).user


def test_holder_sees_how_each_module_was_proved(client, edition):
    certificate = actions.issue(edition, proof_of(edition, ProvedWay.HAND), name="Åsa", language="sv")
    page = client.get(f"{HERE}mine/{certificate.key}/")
    assert [line.title for line in page.context["lines"]] == ["Webbläsaren", "Posten"]
    assert page.content.decode().count("Intygat av Maja Lind, 20 november 2026") == 2


def test_what_the_holder_sees_is_kept_by_no_computer_of_a_library(client, edition):
    own = f"{HERE}mine/{certify(edition).key}/"
    pages = [client.get(f"{own}{page}") for page in ("", "page/", "pdf/", "badge/", "badge/picture/")]
    assert [page["Cache-Control"] for page in pages] == ["no-store"] * 5


def test_badge_is_downloaded(client, edition):
    certificate = certify(edition)
    badge = json.loads(client.get(f"{HERE}mine/{certificate.key}/badge/").content)
    assert badge == badge_of(certificate)
    picture = client.get(f"{HERE}mine/{certificate.key}/badge/picture/")
    assert (picture["Content-Type"], picture["Content-Disposition"]) == (
        "image/svg+xml", f'attachment; filename="base-{certificate.code}.svg"',
    )  # fmt: skip
    assert client.post(HERE, {"text": picture.text}).context["verdict"] == "holds"


def test_certificate_is_one_page_that_can_be_read_aloud(client, edition):
    certificate = certify(edition, name="Anna-Karin Margareta Lindström-Bergqvist af Sillén och Ærø")
    document = pypdfium2.PdfDocument(client.get(f"{HERE}mine/{certificate.key}/pdf/").content)
    assert len(document) == 1
    assert document.is_tagged()
    assert certificate.name in document[0].get_textpage().get_text_range().replace("\r\n", " ")


def test_without_pango_there_is_the_page(client, edition, monkeypatch):
    monkeypatch.setattr(pdf, "is_set_up", lambda: False)
    certificate = certify(edition)
    response = client.get(f"{HERE}mine/{certificate.key}/pdf/")
    assert response.url == f"{HERE}mine/{certificate.key}/page/"
    assert certificate.name in client.get(response.url).content.decode()


def test_holder_takes_the_name_away_once(client, edition):
    certificate = certify(edition)
    for _time in range(2):
        client.post(f"{HERE}mine/{certificate.key}/forget/")
    certificate.refresh_from_db()
    assert certificate.name == ""
    assert AuditEntry.objects.filter(action="certificate.name_taken_away").count() == 1


def test_name_is_forgotten_after_its_time_and_the_certificate_holds(client, edition, bjorkhamn):
    certificate = certify(edition)
    over = certificate.issued_at + timedelta(days=settings.CERTIFICATE_NAMES_KEPT_DAYS)
    for seconds in (-1, 1, 2):
        tasks.forget_names(over + timedelta(seconds=seconds))
        assert Certificate.objects.exclude(name="").exists() == (seconds < 0)
    entry = AuditEntry.objects.get(action="certificates.names_forgotten")
    assert (entry.municipality, entry.details) == ("bjorkhamn", {"number": 1})
    Certificate.objects.update(issued_at=certificate.issued_at - (over - certificate.issued_at))
    page = client.get(f"{HERE}{certificate.code}/")
    assert (page.context["verdict"], "Sparas inte längre" in page.content.decode()) == ("holds", True)


def test_badge_checks_after_the_name_is_forgotten(client, edition):
    """One that was downloaded before, and one that is made afterwards."""
    certificate = certify(edition)
    before = badge_of(certificate)
    tasks.forget_names(certificate.issued_at + timedelta(days=settings.CERTIFICATE_NAMES_KEPT_DAYS + 1))
    after = client.get(f"{HERE}mine/{certificate.key}/badge/").json()
    verdicts = [client.post(HERE, {"text": json.dumps(one)}).context["verdict"] for one in (before, after)]
    assert (verdicts, "identifier" in after["credentialSubject"]) == (["holds", "holds"], False)


def test_whoever_gets_one_is_told_how_long_the_name_is_kept(client, edition):
    last = timezone.localdate() + timedelta(days=settings.CERTIFICATE_NAMES_KEPT_DAYS - 1)
    with translation.override("sv"):
        words = date_format(last)
    for address in (GET, f"{HERE}mine/{certify(edition).key}/"):
        assert words in client.get(address).content.decode()


def test_another_towns_certificate_is_not_found(client, edition, egesund):
    certificate = certify(edition)
    assert client.get(f"/egesund/da/certificates/mine/{certificate.key}/").status_code == 404
    assert client.get(f"/egesund/da/certificates/{certificate.code}/").status_code == 404


@pytest.mark.parametrize("because", ["", "Utfärdat av misstag"])
def test_code_tells_whether_the_certificate_holds(client, edition, because):
    certificate = certify(edition)
    if because:
        actions.revoke(certificate, because, by="maja")
        actions.revoke(certificate, "Något annat", by="maja")
    response = client.get(f"{HERE}{certificate.code}/")
    assert response.context["verdict"] == ("revoked" if because else "holds")
    assert because in response.content.decode()


def test_certificate_in_a_language_that_is_not_spoken_any_more_can_be_checked(client, edition):
    certificate = certify(edition, language="fi")
    address = client.get(f"{HERE}mine/{certificate.key}/").context["address"]
    assert address.endswith(f"/bjorkhamn/sv/certificates/{certificate.code}/")


def test_code_that_nobody_has_is_told(client, edition):
    response = client.get(f"{HERE}abcd/")
    assert (response.status_code, response.context["verdict"]) == (404, "not-ours")


@pytest.mark.parametrize(("code", "leads"), [("Mb86 cgpe-y5nh", "Mb86cgpey5nh"), ("–", "-"), ("१ﬀa", "a")])
def test_code_is_typed_as_it_is_read(client, edition, code, leads):
    assert client.post(HERE, {"code": code}).url == f"{HERE}{leads}/"


def test_badge_is_checked_as_a_file_and_as_text(client, edition):
    text = json.dumps(badge_of(certify(edition)))
    file = SimpleUploadedFile("badge.json", text.encode())
    verdicts = [client.post(HERE, given).context["verdict"] for given in ({"text": text}, {"file": file})]
    assert verdicts == ["holds", "holds"]


def test_form_that_nothing_stands_in_is_told(client, edition):
    large, dropped = (SimpleUploadedFile("badge.json", b" " * size) for size in (badges.MOST_BYTES + 1, 1_000_001))
    given = ({"code": " "}, {"file": large}, {"file": dropped})
    errors = [client.post(HERE, one).context["form"].errors for one in given]
    assert [list(one) for one in errors] == [["__all__"], ["file"], ["file"]]


def test_empty_form_is_shown(client, edition):
    assert client.get(HERE).context["form"].errors == {}


def test_what_staff_confirmed_becomes_a_certificate_without_a_script(client, edition):
    user = _member(edition)
    confirmation = actions.confirm(edition, ["browser", "post"], user=user, by="maja")
    page = client.get(f"{HERE}confirmed/{confirmation.code}/")
    press = page.context["form"]["press"].value()
    assert f'value="{press}"' in page.text
    shown = [receipt for _text, receipt in page.context["modules"]]
    client.post(GET, {"press": press, "name": "Åsa", "receipt": shown})
    assert [one["by"] for one in Certificate.objects.get().proofs] == [user.name, user.name]


def test_part_of_a_package_confirmed_is_no_certificate_yet(client, edition):
    confirmation = actions.confirm(edition, ["browser"], user=_member(edition), by="maja")
    assert client.get(f"{HERE}confirmed/{confirmation.code}/").context["form"] is None


def test_confirmation_holds_for_a_week(client, edition):
    confirmation = actions.confirm(edition, ["browser"], user=_member(edition), by="maja")
    confirmation.confirmed_at = timezone.now() - timedelta(days=7)
    confirmation.save()
    assert client.get(f"{HERE}confirmed/{confirmation.code}/").status_code == 404


def test_certificates_stay_where_learning_is_switched_off(client, edition, bjorkhamn):
    certificate = certify(edition)
    bjorkhamn.parts = [part for part in Part.values if part != Part.LEARNING]
    bjorkhamn.save()
    addresses = (f"mine/{certificate.key}/", f"{certificate.code}/", "get/base/")
    assert [client.get(HERE + address).status_code for address in addresses] == [200, 200, 404]


def test_module_is_named_in_a_language_that_it_is_written_in(client, bjorkhamn, edition):
    texts = [module_document(language=language, title=language) for language in ("sv", "da")]
    other = taught(bjorkhamn, shipped(*texts, key="care", kind="add-on"))
    certificate = certify(other)
    shown = [
        client.get(f"/bjorkhamn/{language}/certificates/{certificate.code}/").context["lines"][0].title
        for language in ("da", "en")
    ]
    assert shown == ["da", "sv"]
